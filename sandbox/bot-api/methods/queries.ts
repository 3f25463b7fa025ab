import { answerQuery } from '../../world/callbacks.ts'
import { badRequest } from '../api-error.ts'
import { flagParam, isObject, jsonParam, textParam } from '../call.ts'
import type { Method } from '../context.ts'

const maxAnswerLength = 200
const maxResults = 50
const maxResultIdBytes = 64
const tooOld = 'query is too old and response timeout expired or query ID is invalid'

const answerCallbackQuery: Method = ({ state }, call) => {
  const text = textParam(call, 'text')
  const url = textParam(call, 'url')
  if (text.length > maxAnswerLength) throw badRequest('MESSAGE_TOO_LONG')
  if (url !== '' && !url.toLowerCase().startsWith(`https://t.me/${state.bot.username ?? ''}`.toLowerCase())) {
    throw badRequest('URL_INVALID')
  }
  const answer = {
    ...(text ? { text } : {}),
    ...(flagParam(call, 'show_alert') ? { showAlert: true } : {}),
    ...(url ? { url } : {}),
  }
  if (!answerQuery(state, state.callbacks, textParam(call, 'callback_query_id'), answer)) throw badRequest(tooOld)
  return true
}

const answerInlineQuery: Method = ({ state }, call) => {
  const results = jsonParam(call, 'results', "can't parse inline query results JSON object")
  if (!Array.isArray(results)) throw badRequest('expected an Array of inline query results')
  if (results.length > maxResults) throw badRequest('RESULTS_TOO_MUCH')
  const ids = results.map((result: unknown) => {
    if (!isObject(result)) throw badRequest("can't parse inline query result: expected an Object")
    const { type, id } = result
    if (typeof type !== 'string') throw badRequest('can\'t parse inline query result: Can\'t find field "type"')
    if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > maxResultIdBytes)
      throw badRequest('RESULT_ID_INVALID')
    return id
  })
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE')
  const answer = { results: results as readonly unknown[], nextOffset: textParam(call, 'next_offset') }
  if (!answerQuery(state, state.inlineQueries, textParam(call, 'inline_query_id'), answer)) throw badRequest(tooOld)
  return true
}

export const queryMethods = { answerCallbackQuery, answerInlineQuery } satisfies Record<string, Method>

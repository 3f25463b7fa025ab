import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import * as fc from 'fast-check'
import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { day } from '../../src/domain/time.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { applySteps, searchAll } from '../contracts/search-contract.ts'
import { anyQuery, anyStep, firstDayAt } from '../support/random-archive.ts'

const analyzer = createStemAnalyzer()

it('an index that was kept up to date, merged or made anew finds the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-index-'))
  const now = firstDayAt + 3 * day
  let run = 0
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 15 })
  const queries = fc.array(anyQuery(analyzer), { minLength: 1, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(steps, queries, async (made, asked) => {
      const path = join(folder, `${(run += 1)}.db`)
      const kept = openStore({ path, analyzer })
      const channelIds = (await applySteps(kept, made)).map(({ id }) => id)
      const findAll = async (store: typeof kept): Promise<number[][]> => {
        const found: number[][] = []
        for (const query of asked) {
          const posts = await searchAll(store, { query, channelIds, order: 'newest', now }, 4)
          found.push(posts.map(({ post }) => post.id))
        }
        return found
      }
      const expected = await findAll(kept)
      while (await kept.maintain());
      assert.deepEqual(await findAll(kept), expected)
      await kept.close()
      const madeAnew = openStore({ path, analyzer: { ...analyzer, version: 'another' } })
      assert.deepEqual(await findAll(madeAnew), expected)
      await madeAnew.close()
    }),
    { numRuns: 40 },
  )
  await rm(folder, { recursive: true })
})

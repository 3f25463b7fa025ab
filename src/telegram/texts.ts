import { readFileSync } from 'node:fs'
import { FluentBundle, FluentResource } from '@fluent/bundle'
import { type Language, languages } from '../domain/chat.ts'
import { Html, type HtmlValue, sourceOf } from './html.ts'

export type HtmlValues = Readonly<Record<string, HtmlValue>>
export type PlainValues = Readonly<Record<string, string | number>>

/** Speaks one language. Throws for a text that is not there or lacks a value: a defect, and a test looks for it. */
export interface Translate {
  readonly language: Language
  /** A text as HTML: plain strings among the values are escaped. */
  (id: string, values?: HtmlValues): Html
  /** A text without markup, for buttons, menus and notices. */
  plain(id: string, values?: PlainValues): string
}

export type Texts = (language: Language) => Translate

/** Locales whose numbers, plurals and dates we use. British English has a 24-hour clock and the day first. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru', uk: 'uk' }

/** Reads the translations from texts/*.ftl, once in a process. Throws when one of them cannot be parsed. */
export function createTexts(): Texts {
  const translates = new Map(languages.map((language) => [language, createTranslate(language)]))
  return (language) => {
    const translate = translates.get(language)
    if (translate === undefined) throw new Error(`no texts for language ${language}`)
    return translate
  }
}

/** The language of ours that fits what Telegram says of a person's app, such as "uk" or "ru-RU"; else English. */
export function toLanguage(languageCode: string | undefined): Language {
  const primary = languageCode?.toLowerCase().split('-')[0]
  return languages.find((language) => language === primary) ?? 'en'
}

function createTranslate(language: Language): Translate {
  const bundle = bundleOf(language)
  const format = (id: string, values: PlainValues = {}): string => {
    const pattern = bundle.getMessage(id)?.value
    if (pattern === null || pattern === undefined) throw new Error(`no text ${id} in ${language}`)
    const errors: Error[] = []
    const text = bundle.formatPattern(pattern, values, errors)
    if (errors.length > 0) throw new Error(`text ${id} in ${language} lacks a value`, { cause: errors[0] })
    return text
  }
  const translate = (id: string, values: HtmlValues = {}): Html => {
    const sources = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : sourceOf(value),
    ])
    return new Html(format(id, Object.fromEntries(sources) as PlainValues))
  }
  return Object.assign(translate, { language, plain: format })
}

const bundles = new Map<Language, FluentBundle>()

function bundleOf(language: Language): FluentBundle {
  const loaded = bundles.get(language) ?? loadBundle(language)
  bundles.set(language, loaded)
  return loaded
}

function loadBundle(language: Language): FluentBundle {
  const bundle = new FluentBundle(locales[language], { useIsolating: false })
  const source = readFileSync(new URL(`texts/${language}.ftl`, import.meta.url), 'utf8')
  const errors = bundle.addResource(new FluentResource(source))
  if (errors.length > 0) throw new Error(`texts/${language}.ftl cannot be read`, { cause: errors[0] })
  return bundle
}

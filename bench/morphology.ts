import { stemmer as oramaEnglish } from '@orama/stemmers/english'
import { stemmer as oramaRussian } from '@orama/stemmers/russian'
import { stemmer as oramaUkrainian } from '@orama/stemmers/ukrainian'
import snowball from 'snowball-stemmers'
import type { TextLanguage } from '../src/domain/query.ts'
import type { Dictionary } from '../src/core/text/dictionary/artifact.ts'
import { find, notFound } from '../src/core/text/dictionary/automaton.ts'
import {
  createDictionaryAnalyzer,
  createDictionaryLexicon,
  type Dictionaries,
} from '../src/core/text/dictionary/dictionary-analyzer.ts'
import { foldText } from '../src/core/text/fold-text.ts'
import { foldWord } from '../src/core/text/fold.ts'
import { createStemAnalyzer } from '../src/core/text/stem-analyzer.ts'
import { readDictionaries } from '../src/dictionaries.ts'
import { loadTexts } from './corpus.ts'
import { median, report, round, timeRuns } from './measure.ts'
import { hasGold, readGold, type GoldToken } from './morphology/gold.ts'
import { scoreLanguage } from './morphology/languages.ts'
import { recallOf, score, termsThrough, type WordTerms } from './morphology/score.ts'

type Stem = (folded: string) => string

interface Language {
  readonly name: string
  readonly code: TextLanguage
  readonly files: readonly string[]
  /** Stemmers to compare with, by package. */
  readonly peers: Readonly<Record<string, Stem>>
}

const snowballRussian = snowball.newStemmer('russian')
const snowballEnglish = snowball.newStemmer('english')
const languages: readonly Language[] = [
  {
    name: 'Russian',
    code: 'ru',
    files: ['taiga-dev.conllu', 'gsd-dev.conllu'],
    peers: { '@orama/stemmers': oramaRussian, 'snowball-stemmers': (word) => snowballRussian.stem(word) },
  },
  {
    name: 'Ukrainian',
    code: 'uk',
    files: ['uk-dev.conllu'],
    peers: { '@orama/stemmers': stemUkrainian },
  },
  {
    name: 'English',
    code: 'en',
    files: ['en-dev.conllu'],
    peers: { '@orama/stemmers': oramaEnglish, 'snowball-stemmers': (word) => snowballEnglish.stem(word) },
  },
]

/** The stemmer remembers where its last search stopped; a word that it does not find makes it forget. */
function stemUkrainian(word: string): string {
  const stem = oramaUkrainian(word)
  oramaUkrainian('аб')
  return stem
}

function termsOfStem(stem: Stem): WordTerms {
  const terms = (folded: string): readonly string[] => [stem(folded) || folded]
  return termsThrough({ documentTerms: terms, queryTerms: terms })
}

function listOf({ russian, ukrainian, english }: Dictionaries): readonly Dictionary[] {
  return [russian, ukrainian, english]
}

function isUnknown({ form }: GoldToken, dictionaries: Dictionaries): boolean {
  const folded = foldWord(form)
  return !form.includes('-') && listOf(dictionaries).every(({ words }) => find(words, folded) === notFound)
}

function reportQuality(language: Language, dictionaries: Dictionaries): void {
  const gold = readGold(language.files)
  const own = termsThrough(createDictionaryLexicon(dictionaries))
  const size = `${gold.counts.reduce((sum, count) => sum + count, 0)} words, ${gold.lemmas.length} lemmas`
  const ours = score(gold, own)
  for (const [peer, stem] of Object.entries(language.peers)) {
    const theirs = score(gold, termsOfStem(stem))
    const show = (name: string, unit: string, mine: number, other: number, ratio: number): void =>
      report({
        case: `${language.name}: ${name}`,
        size,
        unit,
        median: round(mine),
        peer,
        peerMedian: round(other),
        ratio: round(ratio),
      })
    show('recall', '%', ours.recall, theirs.recall, ours.recall / theirs.recall)
    show('precision', '%', ours.precision, theirs.precision, ours.precision / theirs.precision)
    show('F1', '%', ours.f1, theirs.f1, ours.f1 / theirs.f1)
    show('hard false', 'in 10,000 pairs', ours.hardFalse, theirs.hardFalse, theirs.hardFalse / ours.hardFalse)
    for (const [name, wanted] of Object.entries(partsOf(dictionaries))) {
      const part = recallOf(gold, own, wanted)
      const other = recallOf(gold, termsOfStem(stem), wanted)
      if (part.size === 0) continue
      show(`recall of ${name} (${part.size})`, '%', part.recall, other.recall, part.recall / other.recall)
    }
  }
}

/** The peer knows letters and the commonest words, and no dictionary. */
function reportLanguageGuess({ name, code, files }: Language, dictionaries: Dictionaries): void {
  const own = scoreLanguage(files, code, createDictionaryAnalyzer(dictionaries))
  const letters = scoreLanguage(files, code, createStemAnalyzer())
  const show = (what: string, mine: number, theirs: number): void =>
    report({
      case: `${name}: sentences ${what}`,
      size: `${own.sentences} sentences`,
      unit: '%',
      median: round(mine),
      peer: 'letters and common words alone',
      peerMedian: round(theirs),
      ratio: round(mine / theirs),
    })
  show('whose language is told rightly, of those where it is told', own.right, letters.right)
  show('whose language is told', own.answered, letters.answered)
}

/** Words that are scored apart. */
function partsOf(dictionaries: Dictionaries): Readonly<Record<string, (token: GoldToken) => boolean>> {
  return {
    'words with ё, written with е': ({ form, lemma }) => /ё/i.test(form + lemma),
    'words in no dictionary': (token) => isUnknown(token, dictionaries),
  }
}

/** Words with ё are read from texts that write е. */
function withoutYo(word: string): string {
  return word.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
}

async function reportSpeed(dictionaries: Dictionaries): Promise<void> {
  const { texts, origin } = loadTexts()
  const words = texts.flatMap((text) => text.match(/[а-яё]+/gi) ?? []).map((word) => foldWord(withoutYo(word)))
  const sample = words.slice(0, 200_000)
  const lexicon = createDictionaryLexicon(dictionaries)
  const { words: russian } = dictionaries.russian
  const { words: ukrainian } = dictionaries.ukrainian
  const perSecond = async (run: (word: string) => unknown): Promise<number> => {
    const times = await timeRuns(9, () => sample.forEach(run), 3)
    return (sample.length / median(times)) * 1000
  }
  const rates = {
    'Russian readings of a word': await perSecond((word) => find(russian, word)),
    'Russian and Ukrainian readings of a word': await perSecond((word) => find(russian, word) + find(ukrainian, word)),
    'lemmas of a word in both, spelt out': await perSecond((word) => lexicon.documentTerms(word, word)),
  }
  for (const [peer, stem] of Object.entries(languages[0]?.peers ?? {})) {
    const theirs = await perSecond(stem)
    for (const [name, rate] of Object.entries(rates)) {
      report({
        case: `${name}, nothing remembered, ${origin}`,
        size: `${sample.length} Cyrillic words`,
        unit: 'words/s',
        median: round(rate),
        peer,
        peerMedian: round(theirs),
        ratio: round(rate / theirs),
      })
    }
  }
}

async function reportFolding(): Promise<void> {
  const { texts, origin } = loadTexts()
  const text = texts.slice(0, 2000).join('\n')
  const bytes = Buffer.byteLength(text)
  const times = await timeRuns(5, () => foldText(text))
  const rate = bytes / 1e6 / (median(times) / 1000)
  report({
    case: `folding whole texts, ${origin}`,
    size: `${round(bytes / 1e6)} MB`,
    unit: 'MB/s',
    median: round(rate),
  })
}

async function reportLoading(): Promise<void> {
  const before = process.memoryUsage()
  const dictionaries = readDictionaries()
  const after = process.memoryUsage()
  const used = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers
  const size = `${listOf(dictionaries).reduce((sum, { words }) => sum + words.cells.length, 0)} cells`
  report({ case: 'memory of the dictionaries', size, unit: 'MB', median: round(used / 1e6) })
  const times = await timeRuns(9, readDictionaries, 0)
  report({ case: 'loading the dictionaries', size, unit: 'ms', median: round(median(times)) })
}

await reportLoading()
const dictionaries = readDictionaries()
await reportSpeed(dictionaries)
await reportFolding()
if (hasGold()) {
  for (const language of languages) {
    reportQuality(language, dictionaries)
    reportLanguageGuess(language, dictionaries)
  }
} else process.stderr.write('The treebanks are not at hand: no figures of quality\n')

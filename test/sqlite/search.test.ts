import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openStore } from '../../src/sqlite/store.ts'
import { describeSearch } from '../contracts/search-contract.ts'

const analyzer = createStemAnalyzer()

describeSearch('SQLite in memory', async () => openStore({ path: ':memory:', analyzer }))

import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { describeSearch } from '../contracts/search-contract.ts'

const analyzer = createStemAnalyzer()

describeSearch('SQLite in memory', async () => openMemoryStore({ analyzer }))

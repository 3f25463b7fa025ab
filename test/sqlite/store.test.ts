import { createStemAnalyzer } from '../../src/core/text/stem-analyzer.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { describeArchiveStore } from '../contracts/archive-contract.ts'
import { describeBoilerplateStore } from '../contracts/boilerplate-contract.ts'
import { describeHealthStore } from '../contracts/health-contract.ts'
import { describeScheduleStore } from '../contracts/schedule-contract.ts'
import { describeTroubleStore } from '../contracts/trouble-contract.ts'
import { describeStore } from '../contracts/store-contract.ts'

const analyzer = createStemAnalyzer()

describeStore('SQLite in memory', async () => openMemoryStore({ analyzer }))
describeScheduleStore('SQLite in memory', async () => openMemoryStore({ analyzer }))
describeBoilerplateStore('SQLite in memory', async () => openMemoryStore({ analyzer }))
describeArchiveStore('SQLite in memory', async () => openMemoryStore({ analyzer }))
describeHealthStore('SQLite in memory', async () => openMemoryStore({ analyzer }))
describeTroubleStore('SQLite in memory', async () => openMemoryStore({ analyzer }))

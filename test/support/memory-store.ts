import type { Analyzer } from '../../src/core/text/analyzer.ts'
import type { Store } from '../../src/domain/store.ts'
import { type Db, openDatabase, openImage } from '../../src/sqlite/database.ts'
import { migrate } from '../../src/sqlite/migrate.ts'
import { createStore } from '../../src/sqlite/store.ts'

let image: Buffer | undefined

/**
 * What `openStore` opens at ":memory:", in half the time: the migrations have run once for all such stores of this process, and
 * each begins as a copy of what they made.
 */
export function openMemoryStore(options: {
  readonly analyzer: Analyzer
  readonly recheckMs?: readonly number[]
}): Store {
  return createStore(openMemoryDatabase(), options)
}

/** An empty database in memory with the schema of this version. */
export function openMemoryDatabase(): Db {
  image ??= makeImage()
  return openImage(image)
}

function makeImage(): Buffer {
  const db = openDatabase(':memory:')
  try {
    migrate(db)
    return db.serialize()
  } finally {
    db.close()
  }
}

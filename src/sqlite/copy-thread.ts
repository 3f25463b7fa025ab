import { parentPort, workerData } from 'node:worker_threads'
import { copyDatabase } from './copy.ts'

const { from, to } = workerData as { readonly from: string; readonly to: string }
try {
  parentPort?.postMessage({ report: await copyDatabase(from, to) }, [])
} catch (error) {
  parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) }, [])
}

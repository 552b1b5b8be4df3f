// Why something was refused, where the texts of refusals may not have been fetched yet.
import type { Reason } from '../api/client'
import { problemText } from './problem'

export async function refusalText(reason: Reason): Promise<string> {
  await import(/* webpackChunkName: "later" */ './refusals').catch(() => undefined)
  return problemText(reason)
}

// The initial body of a new question, from the server; requested once.
import type { Schemas } from '../../api/client'
import { api } from '../api/client'
import type { Json } from '../draft/body'

type TypeList = Schemas['TypeList']

let list: Promise<TypeList> | null = null

/** A copy of the type's example body; empty for a type that the server does not know. */
export async function exampleOf(type: string): Promise<Json> {
  list ??= api.get('/api/studio/types')
  try {
    const { types } = await list
    return structuredClone(types.find(({ name }) => name === type)?.example ?? {})
  } catch (problem) {
    list = null // the next one asks again
    throw problem
  }
}

// Calls of the API, checked against its contract: path, parameters, body and answer.
import createClient, { type Client, type MaybeOptionalInit, type MethodResponse } from 'openapi-fetch'
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import { ApiProblem, improper } from '../../api/client'
import type { paths } from '../../api/schema.gen'

/** Resolves with the content of the response. Raises ApiProblem. */
type Call<Method extends HttpMethod> = <
  Path extends PathsWithMethod<paths, Method>,
  Init extends MaybeOptionalInit<paths[Path], Method>,
>(
  path: Path,
  ...init: RequiredKeysOf<Init> extends never ? [Init?] : [Init]
) => Promise<MethodResponse<Client<paths>, Method, Path>>

/** `fetch` raises ApiProblem unless the response is a success. */
export function callsOf(fetch: (request: Request) => Promise<Response>) {
  const client = createClient<paths>({ fetch })

  // openapi-fetch hands over both content and failure; here, a failure is raised.
  const call = <Method extends HttpMethod>(method: Method) =>
    (async (path: never, init: never) => {
      try {
        return (await client.request(method, path, init)).data
      } catch (problem) {
        // A proxy's own page, or a truncated body: treated like no response.
        throw problem instanceof ApiProblem ? problem : improper(0)
      }
    }) as Call<Method>

  return {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
  }
}

/** The content of a file, as the body of a call. */
export const bytes = (file: Blob, type = 'application/octet-stream') => ({
  body: file as unknown as string, // the contract has no type for bytes but text
  bodySerializer: () => file,
  headers: { 'Content-Type': type },
})

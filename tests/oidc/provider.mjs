// A real identity provider for the tests. Typing an address at its sign-in is enough to be that person.
import { Provider } from 'oidc-provider'

const [port, callback] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const client = {
  client_id: 'popquiz',
  client_secret: 'a secret of the tests',
  redirect_uris: [callback],
}
const provider = new Provider(issuer, {
  clients: [client],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      // A second account at the provider that claims the same address.
      email: id.replace('second.', '').replace('unverified.', ''),
      email_verified: !id.startsWith('unverified.'),
      name: id.split('@')[0],
    }),
  }),
  pkce: { required: () => true },
  cookies: { keys: ['tests'] },
})
const server = provider.listen(Number(port), '127.0.0.1', () => {
  console.log('ready')
})
process.on('SIGTERM', () => server.close(() => process.exit(0)))

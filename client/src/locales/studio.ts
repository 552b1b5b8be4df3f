// The words of the pages for authors and admins.
import { date } from './rules'

export const studio = {
  nav: {
    label: 'Studio',
    quizzes: 'Quizzes',
    people: 'People',
    audit: 'Audit',
    account: 'Account',
    signOut: 'Sign out',
    signedInAs: (name: string) => `Signed in as ${name}`,
  },
  signIn: {
    title: 'Sign in',
    intro: 'For those who write quizzes. Playing needs no account.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    sending: 'Signing in …',
    or: 'or',
    oidc: (provider: string) => `Sign in with ${provider}`,
    forgot: 'Forgot your password?',
    noMail: 'Forgot your password? An admin can give you a link for a new one.',
    expired: 'Sign in to go on.',
    refused: {
      failed: 'Signing in there did not work. Try again.',
      unverified: 'Your e-mail address there is not verified, so we cannot know that it is yours.',
      domain: 'Your e-mail address is not of a domain that may sign in here.',
      unknown: 'You have no account here yet: an admin can invite you.',
      unproven:
        'The account with your address took that address itself. An admin has to confirm it first; a password works meanwhile.',
      disabled: 'Your account here is disabled. Ask an admin.',
    } as Readonly<Record<string, string>>,
  },
  forgot: {
    title: 'Forgot your password?',
    intro: 'We mail you a link to choose a new one.',
    submit: 'Mail me a link',
    sending: 'One moment …',
    sent: 'If this address has an account, a mail is on its way. The link in it is good for a day.',
    back: 'Back to signing in',
  },
  link: {
    loading: 'One moment …',
    title: {
      setup: 'Set up Popquiz',
      invitation: 'Welcome to Popquiz',
      reset: 'Choose a new password',
    },
    intro: {
      setup: 'You are the first here, so you become the admin.',
      invitation: { author: 'You are invited to write quizzes.', admin: 'You are invited as an admin.' },
      reset: 'All your browsers are signed out then, but for this one.',
    },
    submit: { setup: 'Create my account', invitation: 'Join', reset: 'Save and sign in' },
    sending: 'Saving …',
    spent: 'This link does not work',
    toSignIn: 'To the sign-in',
  },
  fields: {
    name: 'Your name',
    nameHint: 'As others see it. Up to 40 characters.',
    newPassword: 'New password',
    password: 'Password',
    oldPassword: 'Password until now',
    newEmail: 'New e-mail address',
    newEmailHint: 'You sign in with it from then on.',
    yourPassword: 'Your password',
    show: 'Show',
    hide: 'Hide',
    showLabel: 'Show the password',
    length: (count: number) =>
      count === 0
        ? 'At least 10 characters. Three or four words are easy to keep.'
        : count < 10
          ? `${count} of at least 10 characters.`
          : count < 16
            ? `${count} characters: enough. More is stronger.`
            : `${count} characters: strong.`,
    required: 'This is needed.',
    noEmail: 'This is no e-mail address.',
    short: 'At least 10 characters.',
    long: 'At most 200 characters.',
  },
  account: {
    title: 'Account',
    profile: 'You',
    saveName: 'Save name',
    saved: 'Saved.',
    saving: 'Saving …',
    password: 'Password',
    noPassword: 'You sign in through the identity provider, without a password.',
    email: 'E-mail',
    noPasswordEmail:
      'You sign in through the identity provider, without a password: an admin can change your address.',
    saveEmail: 'Change address',
    savePassword: 'Change password',
    changed: 'Changed. Other browsers are signed out.',
    sessions: 'Where you are signed in',
    here: 'this browser',
    since: (when: string) => `Signed in ${when}`,
    lastChange: (when: string) => `last change ${when}`,
    end: 'Sign out',
    endLabel: (agent: string) => `Sign out ${agent}`,
    endOthers: 'Sign out all others',
    endAll: 'Sign out everywhere',
    unknownAgent: 'Unknown browser',
    on: (browser: string, system: string) => (system ? `${browser} on ${system}` : browser),
  },
  audit: {
    title: 'Audit',
    intro: 'What people with an account did, the latest first. Passwords and links are never part of it.',
    // `quiz.publish` reads "Quiz: publish".
    action: (action: string) => {
      const [noun = '', verb = ''] = action.split('.')
      return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: ${verb}`
    },
    more: 'Older ones',
  },
  people: {
    title: 'People',
    onlyAdmins: 'Only admins see this page.',
    invite: 'Invite somebody',
    inviteSubmit: 'Make an invitation',
    inviting: 'One moment …',
    role: 'Role',
    roles: { author: 'Author', admin: 'Admin' },
    roleHint: 'Authors see their own quizzes and those shared with them. Admins see and do everything.',
    link: {
      invitation: (email: string) => `Invitation for ${email}`,
      reset: (name: string) => `New password for ${name}`,
      mailed: 'It is mailed. You can hand it on yourself, too:',
      handOn: 'Hand this link on. It works once and is shown only now:',
      copy: 'Copy',
      copied: 'Copied.',
      notCopied: 'Copying is not allowed here: select it by hand.',
    },
    invitations: {
      title: 'Open invitations',
      none: 'Nobody is invited at the moment.',
      by: 'By',
      until: (iso: string) =>
        `good until ${date(iso, Intl.DateTimeFormat().resolvedOptions().timeZone)}`,
      revoke: 'Revoke',
      sure: 'The link stops working.',
      yes: 'Revoke it',
      no: 'Keep it',
      revoked: (email: string) => `The invitation for ${email} is revoked.`,
    },
    address: {
      change: 'Address',
      of: (name: string) => `New e-mail address of ${name}`,
      hint: 'Signs them out everywhere. They sign in with it from then on.',
      hintProvider:
        'Signs them out everywhere, if it is another one. Who chose an address themselves comes in with it from the identity provider only after you have saved it here.',
      submit: 'Save address',
      saving: 'Saving …',
      cancel: 'Cancel',
    },
    list: 'Everybody with an account',
    you: 'you',
    disabled: 'disabled',
    makeAdmin: 'Make admin',
    makeAuthor: 'Make author',
    disable: 'Disable',
    enable: 'Enable',
    reset: 'Password link',
    of: (action: string, name: string) => `${action}: ${name}`,
    changed: (name: string) => `${name} is changed.`,
    more: 'Show more',
  },
  failed: 'This could not be loaded.',
} as const

// The words of statements and polls.
export const words = {
  truth: ['True', 'False'],
  vote: 'Vote',
  voteSome: 'Tick as many as you like, then vote.',
} as const

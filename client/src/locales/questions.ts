// The words of the types of question that are fetched when they are needed.
export const words = {
  truth: ['True', 'False'],
  vote: 'Vote',
  voteSome: 'Tick as many as you like, then vote.',
} as const

// The words of questions whose items are put into order.
export const words = {
  order: 'Items to put into order',
  orderHint: 'Drag, use the arrows, or press the number of an item and then that of its place.',
  of: (total: number) => ` of ${total}`,
  move: { up: 'Move up:', down: 'Move down:' },
  moved: (item: string, place: number, total: number) => `${item}, now ${place} of ${total}.`,
  picked: (item: string) => `${item}: now the number of its new place.`,
  place: (place: number) => `place ${place}`,
  rightOrder: 'The right order',
} as const

// The words of questions whose items are put to places.
export const words = {
  open: 'not placed yet',
  nowhere: 'nothing',
  put: (item: string, place: string, count: number, total: number) =>
    `${item}: ${place}. ${count} of ${total} placed.`,
  count: (count: number, total: number) =>
    count === 0 ? 'Press an item, then its place.' : `${count} of ${total} placed.`,
} as const

// Where the focus goes on in the list of quizzes when the card that had it is gone.
import { nextTick, type Ref } from 'vue'

/** `box` holds the cards, or what stands there when the list is empty. */
export function usePlaces(box: Readonly<Ref<HTMLElement | null>>) {
  const found = (selector: string): HTMLElement[] => [...(box.value?.querySelectorAll<HTMLElement>(selector) ?? [])]
  const lost = () => document.activeElement === null || document.activeElement === document.body
  const focusCard = (card: Element | undefined) => card?.querySelector<HTMLElement>('h2 a, button')?.focus()

  /** To the card that has moved up to this place, or the last one; without cards, to the next step. */
  async function goOn(at: number): Promise<void> {
    await nextTick()
    if (!lost()) return
    const cards = found('article')
    if (cards.length > 0) focusCard(cards[Math.min(at, cards.length - 1)])
    else found('.empty-state button')[0]?.focus()
    if (lost()) found('h1')[0]?.focus()
  }

  /** To the card of a quiz that has come, or come back, unless one is writing by now. */
  async function goTo(id: number): Promise<void> {
    await nextTick()
    if (!document.activeElement?.matches('input, textarea, select')) focusCard(found(`[data-quiz="${id}"]`)[0])
  }

  return { goOn, goTo }
}

// Where the focus goes on when what had it has left a list.
import { nextTick } from 'vue'

const TOOLS = 'button:not(:disabled), a[href]'

/** To the last tool of the item that is now in its place, else of the one before it, else to `otherwise`. */
export async function focusAfter(
  list: Element | null | undefined,
  at: number,
  otherwise: () => void,
): Promise<void> {
  await nextTick()
  // With its last item, the list may be gone, too.
  const items = list?.isConnected ? [...list.children] : []
  const toolOf = (item: Element | undefined) => [...(item?.querySelectorAll<HTMLElement>(TOOLS) ?? [])].at(-1)
  const tool = toolOf(items[at]) ?? toolOf(items[at - 1])
  if (tool) tool.focus()
  else otherwise()
}

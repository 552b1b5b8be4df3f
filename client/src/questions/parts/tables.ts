// Tables whose words do not fit beside each other: their rows are laid out below each other, and each cell
// says its column.
import { onBeforeUnmount, onMounted, type Ref } from 'vue'

const ROLES = { thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', th: 'columnheader', td: 'cell' }

/** Keeps it a table for browsers that go by what is drawn; returns a box whose width is the room it has. */
function prepare(table: HTMLTableElement): HTMLElement {
  table.setAttribute('role', 'table')
  for (const [name, role] of Object.entries(ROLES)) {
    for (const part of table.querySelectorAll(name)) part.setAttribute('role', role)
  }
  const heads = [...table.querySelectorAll('th')].map((head) => head.textContent.trim())
  for (const cell of table.querySelectorAll('td')) cell.dataset['column'] = heads[cell.cellIndex] ?? ''
  const room = document.createElement('div')
  table.replaceWith(room)
  room.append(table)
  return room
}

/** The tables in the box get the class `stacked` while they are wider than it. */
export function useStackedTables(box: Readonly<Ref<HTMLElement | null>>): void {
  let observer: ResizeObserver | undefined
  onMounted(() => {
    const tables = [...(box.value?.querySelectorAll('table') ?? [])]
    if (!box.value || tables.length === 0) return
    const rooms = tables.map(prepare)
    observer = new ResizeObserver(() => {
      tables.forEach((table, index) => {
        table.classList.remove('stacked')
        table.classList.toggle('stacked', table.offsetWidth > (rooms[index]?.clientWidth ?? 0))
      })
    })
    observer.observe(box.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
}

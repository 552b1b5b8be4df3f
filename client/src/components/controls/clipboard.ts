/**
 * Copies what a field shows. Resolves with false if the browser refuses; then the text is selected, so
 * that one can copy it by hand.
 */
export async function copyFrom(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    // Over plain http, as on a LAN, browsers have no `clipboard`, only the older command.
    const before = document.activeElement
    field.focus()
    field.select()
    if (!document.execCommand('copy')) return false
    if (before instanceof HTMLElement) before.focus()
    return true
  }
}

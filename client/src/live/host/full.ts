/** Full screen on or off; refused in some frames and on iPhones, where nothing happens. */
export function toggleFull(element: HTMLElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void element?.requestFullscreen?.().catch(() => undefined)
}

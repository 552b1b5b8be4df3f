// The service worker. Where there is none (no HTTPS, a private window, blocked by the browser or in a
// frame, whose storage is another), everything works as long as there is a network.
export function keepClient(): void {
  if (process.env.NODE_ENV !== 'production' || window.top !== window.self) return
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .register(
      new URL(
        /* webpackChunkName: "worker", webpackEntryOptions: { filename: "worker.js" } */
        './worker.ts',
        import.meta.url,
      ),
      { updateViaCache: 'none' },
    )
    .catch(() => undefined)
}

// Loaders of all languages but English. The build replaces this module with those it finds in the
// folders beside it (build/texts/modules.js); in development there are two pseudo-locales, too.
type Load = () => Promise<unknown>

export const languages: Record<string, { players?: Load; studio?: Load }> = {}

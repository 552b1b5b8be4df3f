import siteText from 'texts/site'

/** Names the page in the browser's tab. */
export function setTitle(page: string): void {
  document.title = page ? siteText.title({ page }) : 'Popquiz'
}

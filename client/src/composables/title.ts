import { shallowRef, watchEffect } from 'vue'
import siteText from 'texts/site'
import { siteName } from './site'

const page = shallowRef('')

watchEffect(() => {
  const site = siteName.value
  document.title = page.value ? siteText.title({ page: page.value, site }) : site
})

/** Names the page in the browser's tab. */
export function setTitle(title: string): void {
  page.value = title
}

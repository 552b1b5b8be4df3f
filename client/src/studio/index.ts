// Everything for authors and admins, in one piece that players never fetch.
import type { RouteLocation, Router, RouteRecordRaw } from 'vue-router'
import quizzesText from 'texts/studio/quizzes'
import bankText from 'texts/studio/bank'
import listsText from 'texts/studio/lists'
import accountText from 'texts/studio/account'
import sitePageText from 'texts/studio/site'
import peopleText from 'texts/studio/people'
import studioProblems from 'texts/studio/problems'
import { studioFooter } from '../components/site/navigation'
import { addProblemTexts } from '../composables/problem'
import '../composables/refusals'
import AccountPage from './account/AccountPage.vue'
import ForgotPage from './account/ForgotPage.vue'
import LinkPage from './account/LinkPage.vue'
import { enter, signInFrom } from './account/sign-in'
import SignInPage from './account/SignInPage.vue'
import { onSignedOut } from './api/client'
import BankPage from './bank/BankPage.vue'
import ListsPage from './lists/ListsPage.vue'
import EditorPage from './editor/EditorPage.vue'
import AuditPage from './people/AuditPage.vue'
import PeoplePage from './people/PeoplePage.vue'
import QuizzesPage from './quizzes/QuizzesPage.vue'
import PrintPage from './print/PrintPage.vue'
import AttemptPage from './results/AttemptPage.vue'
import ClassPage from './results/ClassPage.vue'
import PlayerPage from './results/PlayerPage.vue'
import ResultsPage from './results/ResultsPage.vue'
import SitePage from './site/SitePage.vue'
import StudioFooter from './StudioFooter.vue'
import StudioShell from './StudioShell.vue'
import TryPage from './try/TryPage.vue'
import './studio.css'

addProblemTexts(studioProblems)

/** The ids in an address, which are numbers. */
const numbers = ({ params }: RouteLocation) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Number(value)]))

const routes: RouteRecordRaw[] = [
  {
    path: '/studio/sign-in',
    name: 'sign-in',
    component: SignInPage,
    meta: { title: accountText.signIn.title, width: 'narrow' },
  },
  {
    path: '/studio/forgot',
    name: 'forgot',
    component: ForgotPage,
    meta: { title: accountText.forgot.title, width: 'narrow' },
  },
  { path: '/link/:token', name: 'link', component: LinkPage, props: true, meta: { width: 'narrow' } },
  {
    path: '/studio',
    component: StudioShell,
    beforeEnter: enter,
    meta: { width: 'wide' },
    children: [
      { path: '', name: 'studio', component: QuizzesPage, meta: { title: quizzesText.title } },
      { path: 'bank', name: 'studio-bank', component: BankPage, meta: { title: bankText.title } },
      { path: 'lists', name: 'studio-lists', component: ListsPage, meta: { title: listsText.title } },
      { path: 'lists/:id(\\d+)/results', name: 'studio-class', component: ClassPage, props: numbers },
      { path: 'quiz/:id(\\d+)', name: 'studio-quiz', component: EditorPage, props: numbers },
      { path: 'quiz/:id(\\d+)/try', name: 'studio-try', component: TryPage, props: numbers },
      {
        path: 'quiz/:id(\\d+)/print',
        name: 'studio-print',
        component: PrintPage,
        props: numbers,
        meta: { stays: true }, // its options are in the address: choosing one must not scroll to the top
      },
      {
        path: 'quiz/:id(\\d+)/results',
        name: 'studio-results',
        component: ResultsPage,
        props: numbers,
      },
      {
        path: 'quiz/:id(\\d+)/results/:number(\\d+)',
        name: 'studio-attempt',
        component: AttemptPage,
        props: numbers,
      },
      { path: 'players/:name', name: 'studio-player', component: PlayerPage, props: true },
      {
        path: 'account',
        name: 'account',
        component: AccountPage,
        meta: { title: accountText.account.title, width: '' },
      },
      { path: 'audit', name: 'audit', component: AuditPage, meta: { title: peopleText.audit.title } },
      { path: 'site', name: 'studio-site', component: SitePage, meta: { title: sitePageText.title } },
      {
        path: 'people',
        name: 'people',
        component: PeoplePage,
        meta: { title: peopleText.title },
      },
    ],
  },
]

// Every control in every state, for development only.
if (process.env.NODE_ENV !== 'production') {
  const component = () => import('./parts/PartsPage.vue')
  routes.push({ path: '/studio/parts', name: 'parts', component, meta: { title: 'Parts', width: 'wide' } })
}

/** Gives the router the pages of the studio, in place of the routes that fetched this. */
export function openStudio(router: Router): void {
  for (const route of routes) router.addRoute({ ...route, meta: { ...route.meta, studio: true } })
  studioFooter.value = StudioFooter
  onSignedOut(() => router.push(signInFrom(router.currentRoute.value.fullPath)))
}

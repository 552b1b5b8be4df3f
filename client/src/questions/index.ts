// One component per question type. Compilation fails if a type of the API is missing here.
import { shallowReactive, type Component } from 'vue'
import { ApiProblem, persistently, type Question } from '../api/client'
import SingleQuestion from './SingleQuestion.vue'

type Type = Question['view']['type']
type Loader = () => Promise<{ default: Component }>

// Single choices are everywhere; each other type comes when it is needed.
const types: Record<Type, Component | Loader> = {
  single: SingleQuestion,
  multiple: () => import(/* webpackChunkName: "question-multiple" */ './MultipleQuestion.vue'),
  blanks: () => import(/* webpackChunkName: "question-blanks" */ './BlanksQuestion.vue'),
  number: () => import(/* webpackChunkName: "question-number" */ './NumberQuestion.vue'),
  categorise: () => import(/* webpackChunkName: "question-placed" */ './CategoriseQuestion.vue'),
  matching: () => import(/* webpackChunkName: "question-placed" */ './MatchingQuestion.vue'),
  ordering: () => import(/* webpackChunkName: "question-ordering" */ './OrderingQuestion.vue'),
  poll: () => import(/* webpackChunkName: "question-poll" */ './PollQuestion.vue'),
  wordcloud: () => import(/* webpackChunkName: "question-wordcloud" */ './WordcloudQuestion.vue'),
  truefalse: () => import(/* webpackChunkName: "question-truefalse" */ './TrueFalseQuestion.vue'),
  text: () => import(/* webpackChunkName: "question-text" */ './TextQuestion.vue'),
  image: () => import(/* webpackChunkName: "question-image" */ './ImageQuestion.vue'),
}

export const typeNames = Object.keys(types) as Type[]

const loaded = shallowReactive(new Map<Type, Component>())

/** The type's component, or nothing until `loadTypes` has fetched it. */
export const componentOf = (type: Type): Component | undefined => loaded.get(type)

/** Fetch what these types need. Raises ApiProblem when the server cannot be reached. */
export async function loadTypes(wanted = typeNames): Promise<void> {
  await Promise.all(
    wanted.map(async (type) => {
      if (loaded.has(type)) return
      const found = types[type]
      loaded.set(type, typeof found === 'function' ? await fetched(found as Loader) : found)
    }),
  )
}

const fetched = (load: Loader): Promise<Component> =>
  persistently(() =>
    load().then(
      (module) => module.default,
      () => {
        throw ApiProblem.unreachable()
      },
    ),
  )

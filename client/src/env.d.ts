declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}

declare module '*.css'

// webpack puts the mode in its place.
declare const process: { env: { NODE_ENV: 'development' | 'production' | 'test' } }

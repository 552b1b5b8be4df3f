// Images and sounds are stored first, then named in the text by their id.
import type { Schemas } from '../../api/client'
import { bytes } from '../api/calls'
import { api, patiently } from '../api/client'

export type Media = Schemas['MediaView']

export const IMAGES = 'image/png,image/jpeg,image/gif,image/webp'
export const SOUNDS = 'audio/*'

export const isMedia = ({ type }: { type: string }): boolean => /^(image|audio)\//.test(type)
export const isSound = ({ media_type }: Media): boolean => media_type.startsWith('audio/')

/** Raises ApiProblem if it is refused. */
export const upload = (file: File): Promise<Media> =>
  api.post('/api/studio/media', {
    ...bytes(file, file.type),
    fetch: patiently,
  })

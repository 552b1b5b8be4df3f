// How players join.

/** As people type it: browsers add the scheme. */
export const joinAddress = (): string => `${location.host}/join`

export const joinLink = (pin: string): string => `${location.origin}/join/${pin}`

/** "123 4567". */
export const grouped = (pin: string): string => `${pin.slice(0, 3)}\u00a0${pin.slice(3)}`

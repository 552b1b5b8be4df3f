// How players join.

/** As people type it: browsers add the scheme. */
export const joinAddress = (): string => `${location.host}/join`

export const joinLink = (pin: string): string => `${location.origin}/join/${pin}`

/** "123 4567". */
export const grouped = (pin: string): string => `${pin.slice(0, 3)}\u00a0${pin.slice(3)}`

/** Whether the address leads each phone to itself. */
export const onlyHere = (): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)

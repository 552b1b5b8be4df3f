// What the page of parts shows: sample words, and the tokens by their names.
import { Archive, BarChart3, Copy, Globe, Link, List, Lock, Pencil, Play, Trash2, Users } from 'lucide'
import type { MenuItem } from '../../components/controls/MenuButton.vue'

export const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, and then some more'

export const SIZES = [14, 16, 18, 22, 28, 40, 64]
export const SPACES = [4, 8, 12, 16, 24, 32, 48, 64]
export const ANSWERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const COLOURS = [
  ...['paper', 'card', 'raised', 'ink', 'soft-ink', 'hair', 'edge', 'tint', 'sun', 'sun-soft'],
  ...['stamp', 'good', 'good-soft', 'bad', 'bad-soft', 'code-paper'],
]

export const WHO = [
  { value: 'link', label: 'Anyone with the link', hint: 'It is on no list.' },
  { value: 'public', label: 'Everyone', hint: 'It is on the front page.' },
  { value: 'private', label: 'Only me and co-authors', hint: 'Good while you write.', disabled: true },
]
export const WHO_SHORT = [
  { value: 'link', label: 'Link', icon: Link },
  { value: 'public', label: 'Everyone', icon: Globe },
  { value: 'private', label: 'Only me', icon: Lock, disabled: true },
]
export const TABS = [
  { value: 'questions', label: 'Questions', icon: List, badge: '12' },
  { value: 'settings', label: 'Settings' },
  { value: 'results', label: 'Results', icon: BarChart3 },
  { value: 'people', label: 'Collaborators', icon: Users },
]
export const menuOf = (chosen: (label: string) => void): MenuItem[] => [
  { label: 'Edit', icon: Pencil, act: () => chosen('Edit') },
  { label: 'Duplicate', icon: Copy, act: () => chosen('Duplicate') },
  { label: 'Show on the front page', checked: true, act: () => chosen('Front page') },
  { label: 'Play', icon: Play, disabled: true },
  { label: 'Archive', icon: Archive, apart: true, act: () => chosen('Archive') },
  { label: 'Delete', icon: Trash2, danger: true, act: () => chosen('Delete') },
]

// What each type of question looks like in lists.
import {
  ArrowDownUp,
  Cable,
  ChartColumn,
  CircleDot,
  CircleHelp,
  Cloud,
  FolderTree,
  Hash,
  MapPin,
  RectangleEllipsis,
  SquareCheckBig,
  TextCursorInput,
  ToggleLeft,
  type IconNode,
} from 'lucide'
import { isType, type Type } from './index'

const icons: Record<Type, IconNode> = {
  single: CircleDot,
  multiple: SquareCheckBig,
  truefalse: ToggleLeft,
  text: TextCursorInput,
  number: Hash,
  blanks: RectangleEllipsis,
  ordering: ArrowDownUp,
  matching: Cable,
  categorise: FolderTree,
  image: MapPin,
  poll: ChartColumn,
  wordcloud: Cloud,
}

export const iconOf = (type: string): IconNode => (isType(type) ? icons[type] : CircleHelp)

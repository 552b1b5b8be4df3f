import homeText from 'texts/home'

/** How many questions a player gets, and of how many: "10 questions, drawn from 200". */
export const sizeOf = ({ draw, question_count: bank }: { draw: number; question_count: number }): string =>
  draw < bank ? homeText.drawn({ draw, bank }) : homeText.size({ bank })

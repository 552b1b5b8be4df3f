import homeText from 'texts/home'

/** The number of questions a player gets, and the size of the bank: "10 questions, drawn from 200". */
export const sizeOf = ({ draw, question_count: bank }: { draw: number; question_count: number }): string =>
  draw < bank ? homeText.drawn({ draw, bank }) : homeText.size({ bank })

/** The lines that close most posts of the channel. */
export const footer =
  '\n\n💛 <a href="https://t.me/povernennia_demo">Підписатися</a> | <a href="https://povernennia.example/pytannia">Поставити запитання</a>'

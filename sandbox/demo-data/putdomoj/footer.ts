/** The lines that close most posts of the channel. */
export const footer =
  '\n\n<a href="https://t.me/putdomoj_demo">Подписаться</a> | <a href="https://putdomoj.example/pishite">Прислать новость</a>'

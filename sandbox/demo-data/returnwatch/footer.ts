/** The lines that close most posts of the channel. */
export const footer =
  '\n\n<a href="https://t.me/returnwatch_demo">Subscribe</a> · <a href="https://returnwatch.example/method">How we work</a>'

export const usage = `Usage: npm run -s vestnik -- <command>

  search "<query>" [--json] [--limit <n>]          search the archive, newest first
  export --channel @<name> | --query "<query>" | --after <day> | --before <day>
         [--format jsonl|csv|html|atom] [--out <file>]
                                                   take posts out, oldest first; what is given together narrows together
  import <file> [--channel @<name>]                bring posts in: Vestnik's jsonl, or result.json of Telegram Desktop
  backup <file>                                    copy the database, beside the running bot, and check the copy
  restore <file>                                   put a copy in the place of the database, which is kept beside it
  explain                                          read lines of text; print each with its words and their lemmas
  match --query "<query>"                          read lines {id, text}; print {id, matches} for those that match
  fold                                             read lines {id, text, channel?, publishedAt?}, oldest first; print each with the
                                                   earlier post that has its text, and the first of its story
  query "<query>"                                  print how a query is read, or what is wrong with it
  doctor [--verify]                                check settings, database and the way to Telegram; --verify: that no
                                                   version of a post was changed since it was recorded
  health                                           exit 0 when Vestnik is running and well, for monitors
  help                                             this text

Without a command Vestnik runs the bot, as "npm start" does.`

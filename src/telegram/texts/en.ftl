# Texts of Vestnik in English. Texts go out as Telegram's HTML, with values escaped; those whose ids end in -button, -notice
# or -mark, and bot-description, are plain.

bot-description =
    I read public Telegram channels for you. Tell me which channels to follow and which words to look for: I find every form of a word, send a digest once a day, and search everything I have read.

## Beginning

start =
    👋 <b>Hello, I am Vestnik.</b>
    I read public Telegram channels for you and find the words that matter to you, in every form.
    Once a day you get a digest, and you can search all that I have read.

    <b>First step:</b> send me the link of a channel, or /follow @name. /help shows the rest.
start-follow =
    👋 <b>Hello, I am Vestnik.</b> I read public Telegram channels for you and send a digest once a day.

    Shall we begin with <b>@{ $channel }</b>?
start-group =
    👋 <b>Hello, I am Vestnik.</b> I read public Telegram channels and bring this group a digest once a day.

    An administrator can begin with /follow @name. /help shows the rest.
help-title = <b>What I can do</b>
help-more = How to write a query: <code>/help queries</code>
help-queries-title =
    <b>How to write a query</b>
    Send it after /watch or /search.
help-queries-more = /watch shows how a query is read and what it would have found, before it is saved.

## Errors

error-not_found = I could not find that. It may have been deleted. Please try again from the beginning.
error-invalid_input = I could not make sense of that. /help shows how to write it.
error-forbidden = That is not allowed here.
error-limit_reached = A limit has been reached. Remove something you no longer need, then try again.
error-busy = I am busy just now. Please try again in a minute.
error-unsupported = I cannot do that yet.
error-defect = Something broke on my side, and it has been written to the log. Please try again in a moment.
not-allowed = Sorry, this bot is private. Its owner decides who may use it.
not-allowed-notice = Sorry, this bot is private.
admins-only = In a group, only administrators can change my settings.
admins-only-notice = Only administrators can do that here.
unknown-command = I do not know this command. /help shows all of them.
unknown-command-near = I do not know this command. Did you mean { $near }?
button-old-notice = This button is from an old message. Please send the command again.

## Channels

subscribers =
    { $count ->
        [one] { $label } subscriber
       *[other] { $label } subscribers
    }
follow-usage =
    Which channel? Send its name or link, or several at once:
    <code>/follow @name</code>
    <code>/follow t.me/name t.me/another</code>
follow-followed = ✅ Following { $channel }
follow-progress = ⏳ Fetching the last { $total } posts: { $done } so far
follow-ready = Its latest posts are here: you can search them now.
follow-slow = Older posts are still coming in; I carry on quietly.
follow-when = 📰 The digest comes <b>{ $when }</b> ({ $zone }). Another time: /schedule
follow-next = Without saved queries the digest brings every post. To get only what matters to you: <code>/watch word</code>
follow-past = Older posts can be fetched too:
follow-past-many = Older posts of { $channels } can be fetched too:
follow-already = 👌 You already follow { $channel }.
follow-no-preview-channel = 🔒 <b>{ $title }</b> ({ $name }) has no public preview: its owner switched it off, or Telegram restricts the channel.
follow-no-preview-ways =
    There are two ways to read a channel without a preview:
    1. An administrator of the channel makes me one, with no right to write. I get posts from then on, and tell you. I remember your wish.
    2. Reading it with somebody's Telegram account. That is not built in: whoever runs me can add it as a source.
follow-invite-button = ➕ Add me to my channel
follow-no-preview-group = 👥 { $name } is a group, not a channel. I only read public channels.
follow-no-preview-bot = 🤖 { $name } is a bot, not a channel. I only read public channels.
follow-no-preview-contact = 🤔 I see no public channel at { $name }: it may be a person, or nobody uses this name. Please check the spelling.
follow-unreachable = ⚠️ { $name }: { $fault }. Please try again in a few minutes.
follow-invalid-invite_link = 🔒 “{ $input }” is an invitation to a private chat. I only read public channels, those with an @name.
follow-invalid-private_link = 🔒 “{ $input }” leads into a private channel. I only read public channels, those with an @name.
follow-invalid-not_a_name = 🤔 “{ $input }” is not a channel name. Names look like <code>@name</code>: 4 to 32 Latin letters, digits and underscores, beginning with a letter.
follow-invalid-reserved = 🤔 “{ $input }” is a page of Telegram itself, not a channel.
follow-limit =
    { $limit ->
        [one] You follow { $limit } channel, as many as one chat can. /unfollow makes room.
       *[other] You follow { $limit } channels, as many as one chat can. /unfollow makes room.
    }
follow-button = Follow { $name }
follow-offer =
    { $count ->
        [one] Shall I follow { $channels }?
       *[other] Which of these shall I follow: { $channels }?
    }
follow-offer-private = 🔒 This post comes from a private channel. I only read public channels, those with an @name.
unfollow-choose = Which channel shall I stop following?
unfollow-done = No longer following { $channel }. To bring it back: <code>/follow { $name }</code>
unfollow-notice = No longer following: { $title }
not-followed = You do not follow { $name }.
followed-where = /channels shows those you do.
channels-none = You follow no channels yet. First step: <code>/follow @name</code> (or a link).
channels-title =
    { $count ->
        [one] <b>{ $count } channel</b>
       *[other] <b>{ $count } channels</b>
    }
channels-last-post = last post { $ago }
channels-no-posts = no posts yet
channels-last-read = checked { $ago }
channels-never-read = not checked yet
channels-pushed = posts come in as they are published
channels-back-button = ‹ All channels
channel-gone-notice = You do not follow this channel any more.
channel-posts =
    { $count ->
        [one] { $count } post kept
       *[other] { $count } posts kept
    }
channel-last-attempt = last attempt { $ago }: { $fault }
channel-boilerplate = <b>Recurring lines</b>, set aside: not searched, not in extracts, kept in the archive.
channel-boilerplate-more = … and { $count } more
channel-boilerplate-none = No recurring lines: posts are searched as they are.
channel-boilerplate-unknown = Recurring lines, such as a footer, are not learnt yet: more posts are needed.
fault-preview_unavailable = the public preview is gone
fault-markup_changed = Telegram's page reads differently from what I know
fault-blocked = Telegram turns me away for now
fault-rate_limited = Telegram asks me to slow down
fault-server_error = Telegram's server has trouble
fault-network = I cannot reach Telegram's site
fault-timeout = Telegram's site does not answer in time
fault-too_large = the page is too large
fault-identity_changed = this name now belongs to another channel

## Queries

watch-usage =
    What shall I look for? For example:
    <code>/watch school election</code>
    <code>/watch "school election" -university</code>
    More: <code>/help queries</code>
watch-save-button = ✅ Save
watch-edit-button = ✏️ Edit
watch-cancel-button = ✖️ Cancel
watch-edit =
    ✏️ Tap to copy, change it and send:
    <code>/watch { $query }</code>
watch-cancelled = Nothing was saved.
watch-week =
    { $count ->
        [one] <b>{ $count } post</b> in the last 7 days
       *[other] <b>{ $count } posts</b> in the last 7 days
    }, { $channels ->
        [one] in { $channels } channel
       *[other] in { $channels } channels
    }
watch-week-about = <b>about { $count } posts</b> in the last 7 days, { $channels ->
        [one] in { $channels } channel
       *[other] in { $channels } channels
    }
watch-week-nothing = Nothing in the last 7 days; these are older:
watch-week-never = Nothing in the archive of your channels so far.
watch-broad = ⚠️ That is { $percent } % of all their posts. One more word, or a minus, makes it narrower.
watch-added = 👀 Query { $number } saved: <code>{ $query }</code>
watch-first = From now on the digest brings only posts that match your queries.
watch-search-button = 🔎 What is there already
watch-resumed = ▶️ Query { $number } works again: <code>{ $query }</code>
watch-already = You have it already: query { $number }, <code>{ $query }</code>
watch-limit =
    { $limit ->
        [one] You have { $limit } query, as many as one chat can. /unwatch makes room.
       *[other] You have { $limit } queries, as many as one chat can. /unwatch makes room.
    }
watches-none = No saved queries: the digest brings every post of your channels. To get only what matters to you: <code>/watch word</code>
watches-title =
    { $count ->
        [one] <b>{ $count } saved query</b>
       *[other] <b>{ $count } saved queries</b>
    }
watches-all-paused = All queries are paused, so the digest brings every post. To stop it: <code>/schedule off</code>
watches-week = { $count } in 7 days
watches-week-about = about { $count } in 7 days
watches-paused-mark = paused
watches-pause-button = ⏸ Pause { $number }
watches-resume-button = ▶️ Resume { $number }
watches-remove-button = 🗑 Delete { $number }
watches-rises-button = 📈 Alerts on rises
watches-rises = 📈 <b>Alerts on rises.</b> Press a query: as soon as it finds far more than is usual for it, you are told, with the main post. At most once a day, not in quiet hours; it takes three weeks of posts to know what is usual.
watches-paused-notice = Paused
watches-resumed-notice = Works again
watches-removed-notice = Deleted
watches-unmuted-notice = { $name } is back
watches-gone-notice = This query has been deleted already
unwatch-unknown = There is no query { $number }.
unwatch-done = 🗑 Query deleted: <code>{ $query }</code>
query-meant = Did you mean:
query-fault-instead = Write this instead: { $suggestion }

## The digest

schedule-title = 🕘 <b>When I write</b> ({ $zone })
schedule-plan = <b>{ $number }.</b> { $when }
schedule-plan-off = <b>{ $number }.</b> <s>{ $when }</s>, off
schedule-plan-next = Next: { $at }
schedule-next = Next: { $times }
schedule-at-once = Each post within seconds of my seeing it.
schedule-topic = To a topic of this chat
schedule-more = and { $count } more
schedule-quiet = 🌙 Quiet from { $from } to { $to }
schedule-quiet-off = 🌙 No quiet hours
schedule-muted = 🔕 Silent until { $at }
schedule-usage =
    For instance:
    <code>/schedule weekdays 8:30 and 18:00</code>
    <code>/schedule hourly 9-21 Kyiv</code>
    <code>/schedule add instant</code>
    <code>/schedule quiet 23-7</code>
schedule-set = ✅ I will write <b>{ $when }</b> ({ $zone }).
schedule-which = <b>{ $when }</b>: for which plan?
schedule-done-off = 🔕 Switched off. /digest still sends what has gathered.
schedule-done-on = 🔔 Switched on.
schedule-done-quiet = ✅ The quiet hours are changed.
schedule-done-muted = ✅ Done.
schedule-done-zone = ✅ The time zone is changed.
schedule-done-removed = 🗑 The plan is removed.
schedule-done-undone = ↩️ As it was before.
schedule-no-plan = There is no plan { $number }. /schedule shows those there are.
schedule-too-many = There are { $limit } plans already, which is as many as I keep. Remove one first.
schedule-last = This is the last plan: <code>/schedule off</code> switches it off.
schedule-fault-bad-time = “{ $input }” is not a time of day. Write hours and minutes, such as <code>09:00</code>.
schedule-fault-unexpected = “{ $input }” says nothing to me here.
schedule-fault-bad-range = “{ $input }” ends before it begins. Hours lie within one day, such as <code>9-21</code>.
schedule-fault-too-many-times = More than 24 times a day. Write <code>hourly</code> instead.
schedule-fault-quiet-hours = When do the quiet hours begin and end? Write <code>quiet 23:00-7:00</code>, or <code>quiet off</code>.
schedule-fault-quiet-days = “{ $input }” cannot be: quiet hours are those of every day. Write <code>quiet 23-7</code> alone, or a time as well: <code>weekdays 9:00, quiet 23-7</code>.
schedule-fault-mute-end = For how long? Write <code>mute 3h</code>, <code>mute until 18:00</code> or <code>mute until mon 9:00</code>, at most a year.
schedule-fault-which-plan = Which plan? Write its number, such as <code>remove #2</code>.
schedule-unknown-zone = I do not know the time zone { $input }. Write its name, such as <code>Europe/London</code>, or the nearest large city.
schedule-which-zone = I do not know the time zone { $input }. Did you mean one of these?
schedule-quiet-help = Nothing comes in these hours, and what gathered comes at their end. Others: <code>/schedule quiet 22:30-6:15</code>
schedule-mute-help = Until then I write nothing of myself; what gathers comes afterwards. Other times: <code>/schedule mute until 2026-12-31 18:00</code>
schedule-zone-help = Where are you? Or write a city: <code>/schedule Berlin</code>
schedule-undo-late-notice = That was too long ago for me to undo. /schedule changes it.
schedule-undo-changed-notice = It has been changed since, so I leave it. /schedule changes it.
schedule-late-notice = That was too long ago. Please write it again after /schedule.
schedule-location-ask = 📍 The button below sends me where you are. I take the time zone from it and do not keep the place.
schedule-location-taken = 📍 Your zone is { $zone }. I do not keep the place.
schedule-location-needless = 📍 Your location is not needed any more.
schedule-location-nowhere = 📍 I do not know that place. Write a city: <code>/schedule Berlin</code>
schedule-location-offer = 📍 The zone there is { $zone }. I do not keep the place.
schedule-times-button = At times
schedule-hours-button = Hourly
schedule-instant-button = At once
schedule-add-time-button = ➕ Time
schedule-every-button = { $count ->
    [one] Every hour
   *[other] Every { $count } h
}
schedule-from-button = From { $time }
schedule-to-button = To { $time }
schedule-queries-button = { $chosen ->
    [all] All queries
   *[some] Queries: { $count }
}
schedule-channels-button = { $chosen ->
    [all] All channels
   *[some] Channels: { $count }
}
schedule-whole-watches-button = All queries
schedule-whole-channels-button = All channels
schedule-empty-button = { $tells ->
    [true] When empty: “nothing new”
   *[false] When empty: no message
}
schedule-on-button = 🔔 Switch on
schedule-off-button = 🔕 Switch off
schedule-remove-button = 🗑 Remove
schedule-here-button = 📍 Write here
schedule-chat-button = 📍 Not to the topic
schedule-back-button = ‹ Back
schedule-add-button = ➕ One more
schedule-quiet-button = 🌙 Quiet
schedule-mute-button = 🔕 Mute
schedule-zone-button = 🌍 Zone
schedule-undo-button = ↩️ Undo
schedule-where-button = 📍 By my location
schedule-location-button = 📍 Send my location
schedule-location-use-button = 🌍 { $zone }
schedule-no-quiet-button = None
schedule-silence-1h-button = 1 hour
schedule-silence-8h-button = 8 hours
schedule-silence-morning-button = Until tomorrow, 09:00
schedule-silence-week-button = A week
schedule-silence-off-button = 🔔 Speak again
schedule-region-europe-button = Europe
schedule-region-asia-button = Asia
schedule-region-america-button = America
schedule-region-africa-button = Africa
schedule-region-australia-button = Australia
schedule-region-pacific-button = Pacific
digest-title = Digest · { $day }, { $time }
digest-count =
    { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
digest-continued = (continued)
digest-rest = the rest
digest-copies =
    { $count ->
        [one] also in { $count } channel
       *[other] also in { $count } channels
    }
digest-copies-named = also in { $channels }
digest-copies-first =
    { $count ->
        [1] first in { $first } at { $at }
        [one] also in { $count } channel, first in { $first } at { $at }
       *[other] also in { $count } channels, first in { $first } at { $at }
    }
digest-repeats =
    { $count ->
        [one] { $count } more post repeats what you were sent before.
       *[other] { $count } more posts repeat what you were sent before.
    }
digest-old-notice = This digest is no longer kept. The archive still has its posts: /search
story-open-button = ↗️ Open
story-history-button = 📜 Earlier versions
story-mute-button = 🔇 Mute { $name }
story-unmute-button = 🔈 Unmute { $name }
story-reject-button = 👎 Not relevant
story-rejected-button = 👎 Noted
story-take-button = ✋ Take
story-done-button = ✅ Done
story-back-button = ‹ Back
story-muted-notice = { $name } is muted for “{ $query }”. Undo here or in /watches
story-unmuted-notice = { $name } is back for “{ $query }”
story-unmutable-notice = The query cannot take one more exclusion
story-watch-gone-notice = This query is no longer saved
story-rejected-notice =
    { $count ->
        [one] Noted: { $count } post of this query was not relevant
       *[other] Noted: { $count } posts of this query were not relevant
    }
sharper =
    { $count ->
        [one] 👎 Query { $number } found { $count } post that was not relevant. The word <b>{ $word }</b> is typical of such posts. Without it:
       *[other] 👎 Query { $number } found { $count } posts that were not relevant. The word <b>{ $word }</b> is typical of them. Without it:
    }
watch-replace-button = ✅ Change query { $number }
watch-replaced = ✅ Query { $number } is now: <code>{ $query }</code>
digest-also = 🔎 also: { $queries }
digest-left-over =
    { $count ->
        [one] { $count } more post waits for the next digest.
       *[other] { $count } more posts wait for the next digest.
    }
digest-nothing-new = Nothing new.
digest-alert =
    { $count ->
        [one] { $count } new post
       *[other] { $count } new posts
    }
digest-catch-up = Gathered since { $at }
digest-alerted =
    { $count ->
        [one] { $count } post was already sent as an alert.
       *[other] { $count } posts were already sent as alerts.
    }
digest-flood =
    { $count ->
        [one] 🌊 { $count } more post within an hour
       *[other] 🌊 { $count } more posts within an hour
    }
digest-flood-button = Show all { $count }
digest-sent-head = Posts { $from }–{ $to } of { $total }
digest-sent-gone = These posts are not kept any more.
digest-nothing = Nothing new so far. Next digest: { $at }.
digest-on-the-way = A digest is on its way: Telegram does not take messages at once, I keep trying.
digest-nothing-off = Nothing new so far.
post-forwarded = forwarded from { $from }
post-empty = no text
post-media =
    { $kind ->
        [photo] photo
        [video] video
        [gif] GIF
        [round_video] video message
        [voice] voice message
        [audio] audio
        [document] file
        [sticker] sticker
        [location] location
        [contact] contact
        [poll] poll
       *[other] attachment
    }

## Searching

search-usage =
    What shall I search for? For example:
    <code>/search school election</code>
    More: <code>/help queries</code>
search-count =
    { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
search-count-about = about { $count } posts
search-truncated = There is too much to look through for this query: older posts may be missing. Add a word or a channel.
search-best-button = « Best
search-more-button = More ›
search-nothing = Nothing found in your channels. Try fewer words, or other ones.
search-nothing-older = Nothing older.
search-older-button = Older ›
search-newest-button = « Newest
latest-usage = A channel and how many posts, both optional: <code>/latest @name 10</code> (at most { $max }).
latest-title =
    { $count ->
        [one] <b>The newest post</b>
       *[other] <b>The { $count } newest posts</b>
    }
latest-nothing = No posts here yet.
history-usage = The link of a post in a channel that you follow: <code>/history https://t.me/name/123</code>
history-unknown = This post is not in the archive.
history-title =
    { $count ->
        [one] <b>{ $link }</b>, published { $at }: one version
       *[other] <b>{ $link }</b>, published { $at }: { $count } versions
    }
history-deleted = 🗑 Deleted between { $after } and { $before }
history-deleted-before = 🗑 Deleted before { $before }
history-deleted-about = 🗑 Deleted about { $before }
history-views = 👁 { $list }
history-attached = 📎 { $kinds }
free-search = { $query }: shall I search for it, or keep an eye on it?
free-search-button = 🔎 Search
free-watch-button = 👀 Save as a query
free-hint = Send me the link of a channel, or words to search for. /help shows what else I can do.

## Files

export-usage =
    Which posts shall I put into a file? A channel of yours, or what matches a query:
    <code>/export @name</code>
    <code>/export school election after:2024-01-31</code>
export-nothing = Nothing matches, so there is nothing to put into a file.
export-offer =
    { $count ->
        [one] { $count } post. In which form?
       *[other] { $count } posts. In which form?
    }
export-too-large = Telegram takes files of at most { $limit } from me. A narrower query makes a smaller one, such as with <code>after:2024-01-31</code>; whoever runs this bot can export everything on the command line.
export-failed = The file could not be sent. Please try again in a few minutes.
export-busy-notice = A file is being made already. Please wait for it.
export-making-notice = I am making the file; it comes in a moment.

## Status

status-title = <b>Status</b>
status-channels =
    { $count ->
        [one] Following: { $count } channel
       *[other] Following: { $count } channels
    }
status-watches =
    { $count ->
        [0] Saved queries: none, every post counts
       *[other] Saved queries: { $count }
    }
status-last-poll = Last check: { $ago }
status-never-polled = Last check: none yet
status-gathered =
    { $count ->
        [one] Waiting for the digest: { $count } post
       *[other] Waiting for the digest: { $count } posts
    }
status-last-digest = Last digest: { $at }
status-no-digest-yet = Last digest: none yet
status-next-digest = Next digest: { $at } ({ $zone })
status-alerts = Alerts: as soon as a post is found
status-silent = 🔕 Nothing is sent until { $at }
status-chat-paused = ⏸ I may not write there for now: the right to send messages is missing. What has gathered waits, and I keep trying.
status-chat-gone = ⏸ I am not there any more. Its settings wait until I am back.
status-trouble-general = ⏸ The topic General is closed to me: what has gathered for it waits, and I try again every hour.
status-trouble-closed = ⚠️ The topic of { $plans } is closed to me: its messages come to General.
status-trouble-missing = ⚠️ The topic of { $plans } is gone: its messages come to General.
status-shut-title = <b>Your groups and channels</b>
status-shut-more =
    { $count ->
        [one] …and { $count } more chat with trouble, see /connect
       *[other] …and { $count } more chats with trouble, see /connect
    }
status-next-off = Next digest: switched off
status-on-the-way =
    { $count ->
        [one] On its way: { $count } digest
       *[other] On their way: { $count } digests
    }
status-outage = ⏸ Telegram has not answered since { $at }. Posts are fetched later; none is lost.
status-next-try = Next try: { $at }
status-instance = <b>The whole bot</b>
status-instance-channels = Channels: { $count }, with trouble: { $faulty }
status-instance-posts = Posts: { $count }, to be matched: { $unmatched }
status-overload = ⚠️ Polls are late by { $minutes } min: more channels than { $rate ->
        [one] { $rate } request/s allows
       *[other] { $rate } requests/s allow
    }
status-outbox =
    { $count ->
        [one] 📤 { $count } message is waiting to be sent
       *[other] 📤 { $count } messages are waiting to be sent
    }
status-instance-shut =
    ⏸ Chats where I may not write (or not in a topic): { $count }{ $untold ->
        [0] { "" }
       *[other] , with nobody to tell: { $untold }
    }
status-paused = ⏸ Telegram asked to send nothing before { $until }
status-set-aside =
    { $count ->
        [one] ⚠️ { $count } message was set aside after too many failures: { $reason }
       *[other] ⚠️ { $count } messages were set aside after too many failures: { $reason }
    }
status-retry-button = 🔁 Try again
status-retry-notice =
    { $count ->
        [one] { $count } message is tried again.
       *[other] { $count } messages are tried again.
    }
status-deleted =
    { $count ->
        [one] Outlived and deleted { $ago }: { $count } post
       *[other] Outlived and deleted { $ago }: { $count } posts
    }
status-backup = Last backup: { $ago } ({ $size })
status-backup-failed = ⚠️ The backup failed { $ago }: <code>{ $reason }</code>
status-more-faults =
    { $count ->
        [one] …and { $count } more channel with trouble, see /channels
       *[other] …and { $count } more channels with trouble, see /channels
    }
status-delivery-error = ⚠️ The last attempt to deliver failed: <code>{ $reason }</code>

## The past of a channel

past-held =
    { $count ->
        [one] { $count } post kept
       *[other] { $count } posts kept
    }
past-range = From { $from } to { $to }, messages { $first }–{ $last }
past-no-holes = No numbers are missing in between.
past-holes = Numbers explained: { $kinds }
past-album-members =
    { $count ->
        [one] { $count } item of an album
       *[other] { $count } items of albums
    }
past-service =
    { $count ->
        [one] { $count } service message
       *[other] { $count } service messages
    }
past-deleted =
    { $count ->
        [one] { $count } deleted since, kept here
       *[other] { $count } deleted since, kept here
    }
past-never-shown =
    { $count ->
        [one] { $count } never shown by Telegram
       *[other] { $count } never shown by Telegram
    }
past-no-gaps = Checked without a break in the last 30 days.
past-pushed = 📡 It has no public preview: I get its posts as they are published, but not what came before, nor deletions. After a stop of more than 24 hours some may be missing.
past-gaps =
    ⚠️ { $count ->
        [one] Not checked { $count } time in the last 30 days
       *[other] Not checked { $count } times in the last 30 days
    }, { $hours ->
        [one] { $hours } hour in all
       *[other] { $hours } hours in all
    }. Posts are fetched afterwards; edits and deletions of that time may be missing.
past-backfill-none = Older posts: nothing is left to fetch.
past-backfill-on = ⏳ Fetching older posts: back to { $oldest }; left: { $posts } or so, { $time }
past-backfill-paused = ⏸ Older posts: paused at { $oldest }; left: { $posts } or so
past-minutes =
    { $count ->
        [one] about { $count } minute
       *[other] about { $count } minutes
    }
past-hours =
    { $count ->
        [one] about { $count } hour
       *[other] about { $count } hours
    }
past-days =
    { $count ->
        [one] about { $count } day
       *[other] about { $count } days
    }
past-some-button = Last 200
past-each-button = Last 200 each
past-year-button = Last year
past-all-button = Everything
past-start-button = ✅ Start
past-pause-button = ⏸ Pause
past-resume-button = ▶️ Resume
past-ask =
    <b>@{ $name }</b>: about { $posts ->
        [one] { $posts } older post
       *[other] { $posts } older posts
    }, { $time }. New posts go first meanwhile. Shall I fetch them?
past-reach =
    { $reach }: ≈ { $posts ->
        [one] { $posts } post
       *[other] { $posts } posts
    }, { $time }
past-line =
    { $mark } { $name }: { $held ->
        [one] { $held } post
       *[other] { $held } posts
    }, back to { $oldest }
past-many-on = ⏳ Left in all: { $posts } or so, { $time }
past-many-paused = ⏸ Paused; left in all: { $posts } or so
past-some-notice = The last 200 posts are here already.
past-nothing-notice = Nothing older is left to fetch.
past-progress = <b>@{ $name }</b>: { $held ->
        [one] { $held } post
       *[other] { $held } posts
    } here
past-done = ✅ That was all: you can search it now.
digest-gap = ⚠️ { $channels }: not checked for a while ({ $from } – { $to }); edits and deletions of that time may be missing.

## Language, privacy

language-choose = Choose a language:
language-set = ✅ I speak English now.
privacy =
    <b>What I keep about this chat</b>
    • its id, language, time zone and quiet hours, and its plans: when it is told of what
    • the channels it follows, or would like to, and its saved queries
    • which posts it has received, so that none comes twice
    • groups and channels connected to it (/connect), with their titles

    I keep no names, no phone numbers, no locations, and none of your messages.

    I also keep the posts of public channels that somebody asked me to follow, for as long as the owner of this bot has set. They say nothing about who reads them.

    What concerns this chat stays until you erase it: /forget deletes all of it at once. If you block me I stop writing, and your settings wait for you.
forget-ask = <b>Erase everything I keep about this chat?</b> Channels, queries, the schedule and what you have received. This cannot be undone.
forget-yes-button = 🗑 Yes, erase everything
forget-no-button = No, keep it
forget-done = ✅ Done: nothing about this chat is kept any more. If you write to me again, we begin anew.
forget-kept = Nothing was erased.

follow-up-edited = ✏️ <b>{ $link }</b> was changed · you received it: { $received }
follow-up-deleted = 🗑 <b>{ $link }</b> was taken back · you received it: { $received }
follow-up-deleted-between = Deleted between { $after } and { $before }
follow-up-deleted-before = Deleted before { $before }
follow-up-deleted-about = Deleted at about { $before }
follow-up-more =
    { $count ->
        [one] … and { $count } more post that you had received
       *[other] … and { $count } more posts that you had received
    }
follow-up-history-button = 🕓 History
notice-channel-renamed = The channel { $title } has a new name: { $from } is { $name } now. I go on following it.
notice-channel-recycled = ⚠️ The name { $name } now belongs to another channel, not to “{ $title }”, which you follow. I keep its posts and take none from the other.
notice-channel-admitted = ✅ I am an administrator of “{ $title }” ({ $name }) now: its posts come in as they are published. Those from before I cannot see.
notice-channel-dismissed = ⚠️ I am no administrator of “{ $title }” ({ $name }) any more, and it has no public preview: no new posts come in. Those so far stay searchable.

## Places where nothing arrives

trouble-group =
    ⏸ <b>{ $title }</b>: I may not write there. Digests and alerts wait; nothing is lost.

    What helps: lift the restriction on me, or make me an administrator.
trouble-channel =
    ⏸ <b>{ $title }</b>: I may not post there. Digests and alerts wait; nothing is lost.

    What helps: in the channel's administrators, switch on “Post messages” for me.
trouble-end-rights = ✅ <b>{ $title }</b>: I may write there again.
trouble-general =
    ⏸ <b>{ $title }</b>: the topic General is closed to me. Digests and alerts wait; nothing is lost.

    What helps: open it, or write /schedule in another topic and press “📍 Write here” on a plan.
trouble-end-general = ✅ <b>{ $title }</b>: I may write in General again.
trouble-closed =
    ⚠️ <b>{ $title }</b>: the topic of { $plans } is closed to me. Messages meant for it come to General.

    What helps: open the topic, or write /schedule in another one and press “📍 Write here” on the plan.
trouble-missing =
    ⚠️ <b>{ $title }</b>: the topic of { $plans } is gone. Messages meant for it come to General.

    What helps: write /schedule in another topic and press “📍 Write here” on the plan.
trouble-end-topic = ✅ <b>{ $title }</b>: messages of { $plans } arrive in their topic again.
trouble-here-closed = ⚠️ The topic of { $plans } is closed to me, so I write here. An administrator can open it, or write /schedule in another topic and press “📍 Write here” on the plan.
trouble-here-missing = ⚠️ The topic of { $plans } is gone, so I write here. An administrator can write /schedule in another topic and press “📍 Write here” on the plan.
trouble-plans =
    { $count ->
        [1] plan { $numbers }
       *[other] plans { $numbers }
    }
trouble-button = 🔧 Set it up from here
trouble-retry-button = 🔁 Try now

## Health of channels

health-preview = 🔒 I can no longer read “{ $title }” ({ $name }): its public preview is switched off, or it has a new name. Its posts so far stay searchable. If it has a new name, send me the link; if the preview is off, an administrator of the channel can make me one, and I go on reading.
health-unreachable = ⚠️ I have been unable to read “{ $title }” ({ $name }) for a day, though other channels answer. I keep trying, and fetch what I missed.
health-silent =
    🔇 “{ $title }” ({ $name }) has been silent for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, longer than is usual for it. I go on looking.
health-scam = 🚫 Telegram has marked “{ $title }” ({ $name }) as a scam.
health-fake = 🚫 Telegram has marked “{ $title }” ({ $name }) as a fake: it may pose as somebody else.
health-leave-button = ✖️ Stop following { $name }
health-subscribers = 📉 “{ $title }” ({ $name }) has lost at least a fifth of its subscribers within a week: { $from } → { $to }
health-preview-end = ✅ I can read “{ $title }” ({ $name }) again.
health-unreachable-end = ✅ I can read “{ $title }” ({ $name }) again; what I missed is being fetched.
health-silent-end =
    🔔 “{ $title }” ({ $name }) is posting again, after { $days ->
        [one] { $days } day
       *[other] { $days } days
    } of silence.
health-scam-end = ✅ Telegram no longer marks “{ $title }” ({ $name }) as a scam.
health-fake-end = ✅ Telegram no longer marks “{ $title }” ({ $name }) as a fake.
health-many-title =
    { $count ->
        [one] <b>News of { $count } channel you follow</b>
       *[other] <b>News of { $count } channels you follow</b>
    }
health-many-preview = 🔒 No longer readable, preview off or a new name: { $names }. Their posts so far stay searchable.
health-many-unreachable = ⚠️ Not readable for a day: { $names }. I keep trying.
health-many-silent = 🔇 Silent for longer than usual: { $names }
health-many-scam = 🚫 Marked by Telegram as a scam: { $names }
health-many-fake = 🚫 Marked by Telegram as a fake: { $names }
health-many-subscribers = 📉 At least a fifth of the subscribers lost within a week: { $names }
health-many-preview-end = ✅ Readable again: { $names }
health-many-unreachable-end = ✅ Readable again: { $names }. What I missed is being fetched.
health-many-silent-end = 🔔 Posting again: { $names }
health-many-scam-end = ✅ No longer marked as a scam: { $names }
health-many-fake-end = ✅ No longer marked as a fake: { $names }
health-more = and { $count } more
state-preview = 🔒 no public preview since { $since }
state-unreachable = ⚠️ not readable since { $since }
state-silent = 🔇 silent since { $since }, which is unusual
state-scam = 🚫 marked by Telegram as a scam
state-fake = 🚫 marked by Telegram as a fake
state-subscribers = 📉 lost at least a fifth of its subscribers within a week

## Settings

settings-title = ⚙️ <b>Settings.</b> Press one to change it.
settings-channel-news = 🔔 <b>News of channels:</b> a new or lost name, no preview any more, unusual silence, a Scam or Fake mark, a fall in subscribers, and when all is well again.
settings-channel-news-button =
    { $value ->
        [true] 🔔 News of channels: on
       *[other] 🔕 News of channels: off
    }
settings-digest-length = 📰 <b>Length of the digest:</b> short is a line a post; normal tells the best with a quote and fits one message with pages; full has an extract of every post.
settings-digest-length-button =
    { $value ->
        [short] 📰 Digest: short
        [full] 📰 Digest: full
       *[other] 📰 Digest: normal
    }
settings-rich-messages = ✨ <b>Rich messages:</b> headings and lists that fold, in apps that know them; not for full digests.
settings-rich-messages-button =
    { $value ->
        [true] ✨ Rich messages: on
       *[other] ✨ Rich messages: off
    }
settings-members = 👥 <b>Members:</b> whether they too may change channels, queries and schedules; otherwise only administrators
settings-members-button =
    { $value ->
        [true] 👥 Members configure: on
       *[other] 👤 Members configure: off
    }
settings-follow-ups = ✏️ <b>Changed posts:</b> a post that you received was changed in substance, or deleted.
settings-follow-ups-button =
    { $value ->
        [true] ✏️ Changed posts: on
       *[other] ✏️ Changed posts: off
    }

## Trends

trend-usage =
    What shall I count? Write a query, and for how long if you like:
    <code>/trend words 30d</code>
trend-total =
    { $count ->
        [0] Nothing
        [one] <b>{ $count }</b> post
       *[other] <b>{ $count }</b> posts
    } in { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
trend-total-about =
    About { $count ->
        [one] <b>{ $count }</b> post
       *[other] <b>{ $count }</b> posts
    } in { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
trend-begins = The archive begins on { $day }
rise =
    { $count ->
        [one] <b>{ $count } post</b>
       *[other] <b>{ $count } posts</b>
    } in 24 hours, usually { $usual ->
        [0] almost none
       *[other] about { $usual }
    }
rise-lead = The main post:
rise-trend-button = 📈 Chart
trend-lead = The busiest day, and its main post:
trend-picture =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } · { $count ->
        [one] { $count } post
       *[other] { $count } posts
    } · { $channels ->
        [one] { $channels } channel
       *[other] { $channels } channels
    }
trend-period-button =
    { $days ->
        [365] year
       *[other] { $days } d
    }
week-title = { $from } – { $to }
week-total =
    { $count ->
        [one] { $count } post found
       *[other] { $count } posts found
    }
week-queries-mark = Queries
week-channels-mark = Channels
week-more-queries =
    { $count ->
        [one] And { $count } more query.
       *[other] And { $count } more queries.
    }
week-nothing = Nothing was found in the last seven days. /watches shows your queries.

## Other chats from a private one

connect-title = <b>Your groups and channels</b>
connect-choose =
    Choose a group or a channel that you administer, below. Then you set it up from here, and only you see how.

    Nothing to choose from? <a href="{ $link }">Add me to a group</a>
connect-group-button = 👥 Choose a group
connect-channel-button = 📣 Choose a channel
connect-done =
    🔧 From now on this chat manages <b>{ $title }</b>: /follow, /watch, /schedule and all the rest are meant for it.

    Back to your own: /connect
connect-done-channel =
    🔧 From now on this chat manages <b>{ $title }</b>: /follow, /watch, /schedule and all the rest are meant for it. Digests and alerts come as posts of the channel.

    Back to your own: /connect
connect-absent = I am not in this chat. Add me to it, then choose it once more: /connect
connect-cannot_post = I may not write in this channel. In its administrators, switch on “Post messages” for me, then choose it once more: /connect
connect-not_admin = Only administrators of a chat can manage it from here.
connect-full = You have connected as many chats as one person can. Disconnect one first: /connect
connect-lost = You do not manage { $title } any more: you are not among its administrators. To your chats: /connect
connect-away = I am not in { $title } any more. Its settings are kept: add me again, or choose another chat: /connect
connect-managing = Now managing: <b>{ $title }</b>
connect-managing-own = Now managing: this private chat
connect-none = No chats are connected.
connect-in-group = This group can be set up from your private chat with me.
connect-open-button = 🔧 Set it up in private
connect-own-button = My own chat
connect-add-button = ➕ Another chat
connect-off-button = ✖️ Disconnect
connect-off-notice = Disconnected
connect-retry-notice = Trying. What waits comes if I may write.
connect-gone-notice = This chat is not connected any more

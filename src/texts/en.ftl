### What people read: in English. The same in Ukrainian stands in uk.ftl, which comes first.

## topics

topic-war = War
topic-politics = Politics
topic-world = World
topic-economy = Economy
topic-society = Society
topic-incidents = Emergencies
topic-science = Science and technology
topic-health = Health
topic-culture = Culture
topic-sport = Sport
topic-environment = Environment and weather

## moments

moment-yesterday = yesterday { AT($time) }
moment-today = today { AT($time) }
moment-tomorrow = tomorrow { AT($time) }
moment-weekday-1 = on Monday { AT($time) }
moment-weekday-2 = on Tuesday { AT($time) }
moment-weekday-3 = on Wednesday { AT($time) }
moment-weekday-4 = on Thursday { AT($time) }
moment-weekday-5 = on Friday { AT($time) }
moment-weekday-6 = on Saturday { AT($time) }
moment-weekday-7 = on Sunday { AT($time) }
moment-date = on { $date } { AT($time) }
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

## zones

zone-ask = By the clock of which city should I send? Write its name, for example Valencia, or share a location.
zone-not-found = I do not know that place. Write the nearest big city, or share a location. Changed your mind? /cancel

## commands

command-latest = What is new; with words, a search
command-topics = Topics
command-words = Words to follow
command-urgent = What should come at once
command-schedule = When the digest comes
command-saved = What you saved
command-sources = Where the news comes from
command-status = The last digest and the next
command-share = Share your topics
command-settings = All settings
command-channel = A digest for your channel
command-report = A channel’s figures for a week or a month
command-help = What I can do
command-privacy = What I keep
bot-description = Korotko gathers Ukrainian news and tells what matters in a few sentences, with links to the sources. Choose topics and a time, and the digest comes by itself: to you, to a group or to a channel.
bot-short-description = What matters in a few Ukrainian sentences, with links to the sources.

## buttons

button-next = Next
button-back = ← Back
button-all-topics = All topics
button-topics = Topics
button-schedule = Schedule
button-this-language = In English
button-outdated = This button no longer works. All settings: /settings
button-latest = Digest now
button-share = Share

## start

start-greeting =
    Hello! This is Korotko: the main news in a few sentences.
    Each event is told once, with its sources. The news itself is in Ukrainian.

    <b>What should I tell you about?</b> Choose topics and press “Next”. Choose none, and I will tell about everything.
start-topics-hint = Choose topics with the buttons above and press “Next”. Changed your mind? /cancel
start-times =
    <b>When should the digest come?</b>
    Time zone: { $city }. Do you live elsewhere? Write your city or send your location.
start-times-morning = In the morning, 08:00
start-times-evening = In the evening, 20:00
start-times-both = Morning and evening
start-times-own = My own time
start-times-hint = Choose a time with a button above or write your own, for example 07:30. Changed your mind? /cancel
start-times-not-understood = That does not look like a time, and I know no such city. Write, for example, 07:30 or Warsaw. Changed your mind? /cancel
start-done =
    Done! The digest will come { $schedule }.
    The next one: { $next }.
start-done-unscheduled = Done! When the digest should come is up to you: /schedule
start-first-comes = The first is coming right now. “More” under it shows the sources of each story, and lets you save it, follow it or hide things like it.
start-nothing-yet = There is no fresh news on your topics yet, so the first one will come on schedule.
start-again = Welcome back! Everything you set up is still here.
start-already = The digest is set up already. To change it: /schedule
start-left = All right, we stop here. To go on whenever you like: /start
question-left = All right, everything stays as it was.
start-nothing-to-leave = There is nothing to cancel. What I can do: /help

## time asked

time-ask = Write a time, for example 07:30. Several work too: 08:00, 13:00, 20:00.
time-ask-or-cron = Write a time, for example 07:30. Several work too: 08:00, 13:00, 20:00. So does a cron expression: 0 9 * * 1-5.
time-cron-refused = This cron expression will not do: it has a mistake or falls due more than twelve times a day. Changed your mind? /cancel
time-not-understood = That does not look like a time. Write it like this: 07:30, or 08:00, 20:00. Changed your mind? /cancel
time-text-wanted = Write a time in figures, for example 07:30. Changed your mind? /cancel

## settings

settings-title = Settings
settings-sound-on = With sound
settings-sound-off = Silent
settings-language = Language: English
settings-words = Words
settings-urgent = Urgent
settings-volume = Volume
settings-topics-none = No topics chosen yet.
settings-topics-all = Topics: all.
settings-topics = Topics: { $topics }.
settings-schedule = The digest comes { $schedule }; the next one, { $next }.
settings-paused = The digest is paused.
settings-no-schedule = The digest does not come on a schedule yet.

## topics panel

topics-title = Topics
topics-none = Nothing is marked, so there is nothing to tell. Choose at least one topic.
topics-explained = What is marked goes into the digest. Changes are saved at once.
topics-button-caps = Stories a topic

## stories of a topic

topics-button-order = Order of topics
caps-title = Stories a topic
caps-explained = Press a topic to limit it: “Sport: up to 2” means no more than two stories on sport in a digest. A topic without a number has as many as there are.
caps-button = { $topic }: up to { $count }

## volume

volume-title = Volume
volume-explained = How much to tell of each story, how many stories to send at a time, and how many minutes you have to read.
volume-length-short = Short
volume-length-normal = Normal
volume-length-long = Long
volume-compact = Headlines only
volume-stories = Up to { $count } { $count ->
        [one] story
       *[other] stories
    }
volume-minutes = { $count } min
volume-any-minutes = No limit

## urgent

urgent-title = Urgent
urgent-explained = News with the marked words comes at once, as soon as two publishers tell of it.
urgent-no-words = You follow no words yet. Add the first one, then mark it here.
urgent-button-daily = No more than { $count } a day
urgent-button-quiet = Quiet hours: { $hours }
urgent-button-no-quiet = No quiet hours
quiet-title = Quiet hours
quiet-explained = In these hours nothing urgent comes: it waits until they are over.
quiet-button-none = No quiet hours
quiet-button-own = My own hours
quiet-ask = From when until when should I keep quiet? Write, for example: 22:30–07:00.
quiet-not-understood = That does not look like hours. Write them like this: 22:30–07:00. Changed your mind? /cancel

## words

words-title = Words
words-explained =
    Follow: news with these words comes even if its topics are not chosen.
    Hide: news with these words is left out.
words-followed = Followed: { $words }.
words-muted = Hidden: { $words }.
words-remove-hint = Press a word to remove it.
words-button-follow = Follow a word
words-button-mute = Hide a word
words-button-more = More
words-ask-follow = Which words should I follow? Write them with commas between, for example: тарифи, «Дніпро-1».
words-ask-mute = Which words should I hide? Write them with commas between, for example: гороскоп, лотерея.
words-text-wanted = Write the words with commas between. Changed your mind? /cancel
words-too-many = That makes too many words: there is room for { $most ->
        [one] { $most } word
       *[other] { $most } words
    }. Write fewer, or remove some in /words
words-too-long = One of the words is too long. Write a shorter one.

## schedule panel

schedule-title = Schedule
schedule-on =
    The digest comes { $schedule }.
    The next one: { $next }. Time zone: { $zone }.
schedule-paused =
    The digest is paused.
    The schedule is kept: { $schedule }. Time zone: { $zone }.
schedule-rests =
    The digest rests. The next one: { $next }.
    The schedule: { $schedule }. Time zone: { $zone }.
schedule-none = The digest does not come on a schedule yet. At what time should it?
schedule-nothing-to-preview = There is nothing new on your topics yet.
schedule-several = There are several schedules. Which one should change?
schedule-line = { $schedule }; the next one: { $next }
schedule-line-paused = { $schedule }; paused
schedule-button-times = Times
schedule-button-days = Days
schedule-button-zone = Time zone
schedule-button-pause = Pause
schedule-button-quiet = When news is scarce
schedule-button-preview = How it looks
schedule-button-add = One more schedule
schedule-button-remove = Delete the schedule
schedule-button-resume = Resume
schedule-button-city = Another city
schedule-button-own = My own time
schedule-pick-times = At what time? You can choose several.
schedule-pick-days = On which days?
schedule-pick-zone = By the clock of which city?
schedule-last-time = At least one time must stay. To stop the digest, pause the schedule.
schedule-last-day = At least one day must stay. To stop the digest, pause the schedule.
schedule-too-many-times = More than twelve times a day is too many. Take away a time first.
quiet-slot-explained = How many stories make a digest worth sending? Fewer wait for the next one.
quiet-slot-stories = From { $count } { $count ->
        [one] story
       *[other] stories
    } on
quiet-slot-skip = Else keep quiet
quiet-slot-tell = Else say so
pause-until-when = Until what day should nothing come?
pause-1 = Until tomorrow
pause-7 = For a week
pause-date = Until another day
pause-open = Until I resume
pause-ask = From what day should the digest come again? Write, for example: 15 July, Monday, or in 10 days.
pause-not-understood = I do not know what day that is. Write it like this: 15 July, Monday, or in 10 days. Changed your mind? /cancel

## latest

latest-nothing = There is no fresh news on your topics yet. Other topics: /topics. To search: /latest and a few words.
latest-no-topics = You took away every topic, so there is nothing to tell. Choose some in /topics, or search: /latest and a few words.
latest-not-found = Nothing was found for “{ $words }”. Try other words, or see what is new: /latest
latest-button-tell = Tell me when there is
latest-will-tell = All right: as soon as there is something about “{ $words }”, it will be in your digest. All your words: /words
latest-already-told = I already follow “{ $words }”.
latest-still-nothing = There is still nothing about “{ $words }”. I already follow it: as soon as there is something, it will be in your digest. All your words: /words
latest-next = The next digest: { $when }.
latest-words-too-long = That is too long. A few words are enough, for example: /latest НАТО
latest-halted = Digests are stopped right now: the operator is mending something. Try again a little later.
latest-sent-to-channel = The digest is on its way to the channel.

## buttons under a digest

digest-button-more = More
digest-button-back = ← Back
digest-button-next = Next →
digest-button-day = The whole day
digest-button-again = Missed the last one? Send it
digest-whole-day = What matters today
digest-no-more = That is all on your topics. When there is more, I will tell you.
digest-forgotten = I do not remember this digest any more. What is new: /latest

## stories

story-list-title = Which one in more detail?
story-saved-title = Saved
story-none-saved = Nothing here yet. To save a story, press “More” under a digest, then “Save”.
story-sources = Sources
story-gone = I do not have this story any more.
story-foreign = Nobody has told of this in Ukrainian yet
story-button-save = Save
story-button-saved = ✓ Saved
story-button-follow = Follow
story-button-hide = Hide things like this
story-button-why = Why is this here?
story-button-mistake = Wrong summary
story-button-list = To the list
story-saved-toast = Saved. Everything saved: /saved
story-mistake-toast = Thank you! We will check it against the sources.
story-too-many-words = There are too many words already. Remove one in /words
story-follow-title = What should I follow?
story-follow-hint = News with the marked words will come even if its topics are not chosen.
story-hide-title = What should I hide?
story-hide-hint = What is marked will not be in the digest any more.
story-hide-topic = The topic “{ $topic }”
story-hide-source = The source “{ $name }”
story-why-title = Why is this here?
story-why-topic = { $kind ->
        [chosen] “{ $topic }” is one of your topics.
        [likely] It seems to be about “{ $topic }”.
       *[other] Topic: “{ $topic }”.
    }
story-why-words = It has what you follow: { $found }.
story-why-in-headline = in the headline — { $words }
story-why-in-text = in the text — { $words }
story-why-sources = { $count ->
        [1] Told by { $names }.
       *[other] Told by { $names } in { $count } articles.
    }
story-why-shared = It is one event, for the articles share these words: { $words }.
story-why-same-text = Some publishers printed the same text.

## status

status-title = How things stand
status-halted = The operator has stopped all digests for now.
status-last = The last digest: { $when }.
status-no-last = No digest has come yet.
status-next = The next one: { $when }.
status-paused = The digest is paused. To resume: /schedule
status-unscheduled = The digest does not come on a schedule yet: /schedule
status-gone = I am blocked or removed there, so no digest comes. The settings are kept.
status-rights = I have no right to write there, so no digest comes. The settings are kept.
status-topic = The topic is closed or deleted, so no digest comes. The settings are kept.
status-doubt = I do not know whether a message arrived: { $when }.
status-button-again = Send again: { $when }
status-button-look = Settle it: { $when }
status-sent-again = Sending it again.
status-nothing-in-doubt = This message has arrived or is on its way.

## sources

sources-title = Sources
sources-none = There are no sources yet.
sources-explained = { $count ->
        [one] { $count } source.
       *[other] { $count } sources.
    } Take away a mark, and news that only this source told will not come.
sources-silent = Not answering now: { $names }.
sources-more = To learn more about one, write /sources and its name.
source-gone = I have no such source. All sources: /sources
source-works = It answered last { $when }.
source-silent = It stopped answering { $when }.
source-new = It has not answered yet.
source-paused = I read it no more: it stopped working.
source-muted = You do not read it.
source-button-mute = Do not read
source-button-read = Read
source-button-all = All sources
sources-button-next = Next →
sources-button-settings = ← To the settings

## share

share-offer =
    <b>Share your topics</b>
    Topics: { $topics }.
    Whoever opens the link gets a digest like yours: { $link }
share-topic = “{ $topic }”
share-all-topics = all
share-invitation = A short news digest. Topics: { $topics }.
share-button-send = Send to friends
share-ask = You are offered these topics: { $topics }. Take them instead of your own?
share-button-take = Take these topics
share-taken = Done! Your topics now: { $topics }. To change them: /topics
same-offer = <b>The same digest as in the channel “{ $channel }”</b>
same-topics = Topics: { $topics }.
same-schedule = It comes { $schedule }.
same-replaces = Your topics, words and volume will be replaced; your schedule stays.
same-button-take = I want the same
same-button-own = Set up my own
same-taken = Done! Your digest is now the same as the channel’s. To change it: /settings
same-gone = There is no such digest any more. Set up your own: /start
same-link = Whoever opens this link gets the same digest as in the channel “{ $channel }”. Post it, or send it to friends: { $link }
same-button-link = A link for readers

## help

help =
    <b>What I can do</b>
    /latest — what is new right now; /latest НАТО — search
    /saved — what you saved
    /settings — settings: /topics, /words, /urgent, /schedule, /length, /sources, /language
    /status — the last digest and the next
    /share — share your topics
    /channel — a digest for your channel
    /report — a channel’s figures for a week or a month
    /privacy — what I keep

    Or simply ask: “Що нового про тарифи?” And in any chat, write @{ $bot } and a word to send a story there.

    Add me to a group and the digest will come there. In a group, admins change topics and schedule.
help-group =
    <b>What I can do</b>
    /latest — what is new right now
    /latest НАТО — search by words
    /topics — topics
    /schedule — when the digest comes
    /settings — all settings

    Only admins can change them.
not-understood = I cannot do that yet. What I can do: /help
not-understood-media = I read only text. Write a few words and I will search the news. All that I can do: /help

## groups

group-added =
    Hello! As soon as an admin chooses topics and a time, a short news digest will come here.
    To begin: /start
group-start = A short news digest will come here. Admins choose topics and time.
group-admins-only = Only admins can change this.
panel-of-another = Somebody else opened this panel. Send the command yourself to get your own.
panel-chat-unknown = I do not remember this chat any more. Begin with /start.

## channel

channel-ask = <b>A digest for a channel or group.</b> Press “Choose a channel” below: Telegram shows your channels and adds me as an admin with the right to post. To a group, add me yourself first.
channel-pick = Choose a channel
channel-pick-group = Choose a group
channel-decline = Not now
channel-declined = All right. Whenever you like: /channel
channel-known = Your desks:
channel-another = Another channel or group
channel-added =
    “{ $title }” is connected. The digest is ready to go: see how it will look and press “Launch”. Everything can be changed at any time.
channel-you-not-admin = You are no admin of “{ $title }” with the right to post, so you cannot run a digest there. Ask its owner for that right and try again: /channel.
channel-not-yours = Only this channel’s admins who may post can set it up.
channel-bot-not-admin = I have no right to post in “{ $title }”. Open the channel → Administrators → Korotko → turn on “Post messages”. As soon as the right is there, I go on by myself.
channel-unreachable = I am not there. Add me as an admin with the right to post, and I go on by myself.
channel-private-only = A channel is set up in a private chat with me.
channel-source = This channel’s posts are a source
channel-source-on = Done: the channel’s new posts will become news.
channel-source-off = The channel’s posts are a source no longer.
channel-source-private = This channel is private: its posts are for its subscribers, so I do not retell them to others. Make it public, and it can be a source.
channel-source-stopped = The operator has stopped this source. Only they can resume it.

## adding articles

add-how =
    <b>Add an article</b>
    Send a link, a copied text, a file (.txt or .html), or forward a channel’s post. I’ll show you first what came of it, and add it only when you press “Add”.

    What you do not add I forget in two days.
add-not-allowed =
    Articles are added by the operator and by the desks of channels. Do you run a channel? Connect it: /channel.

    Looking for a story? Write a few words about it.
add-button-yes = Add
add-button-no = Cancel
add-undated = no date
add-no-publisher = no publisher named
add-topics = { $count ->
        [one] Topic: { $topics }.
       *[other] Topics: { $topics }.
    }
add-starts = Nobody has told of this event yet: it will be new to the digests.
add-joins = It adds to the story “{ $headline }”.
add-copy = The story “{ $headline }” has this very text already: it gets one more source.
add-old = The article is more than three days old: no digest will show it, but search will find it.
add-foreign = The article is not in Ukrainian: no digest shows it by itself, only beside a Ukrainian one.
add-no-topics = It looks like an advert, a horoscope or a recipe: digests do not show such things.
add-taken-down = The operator took this story down: no digest will show the article.
add-done = Added: “{ $headline }”. It goes into the next digests.
add-done-old = Added: “{ $headline }”.
add-known = I have this article already: “{ $headline }”.
add-dropped = All right, not added.
add-closed = This article has been decided on already.
add-expired = This draft is out of date. Send the article again.
add-barred = This publisher asked not to have its articles retold.
add-paused = The operator has paused articles from your desk.
add-too-many = A desk may add { $most ->
        [one] { $most } article
       *[other] { $most } articles
    } a day. That is enough for today; the rest tomorrow.
add-own = This is my own digest. Send the article that it links to instead.
add-bad-address = This does not look like the address of a page. It should begin with https://.
add-private-address = This address leads not to the public internet but into a private network. I do not go there.
add-unknown-host = There is no such site. Check the address.
add-unreachable = The site does not answer. Try again in a few minutes, or paste the article’s text.
add-no-page = The site has no such page. Check the link.
add-closed-page = The site does not let me see this page. Paste the article’s text and I’ll read that.
add-robots = The site asks robots not to read this page, and I respect that. Paste the article’s text yourself.
add-no-article = The page shows no article: it may be for subscribers, or a list of news. Give the address of one article, or paste its text.
add-no-text = I see no article here. I need at least a few sentences, better with a headline.
add-not-text = This is not a text. Send a .txt or .html file, or paste the article’s text.
add-too-long = Too large for one article. Send its text alone, up to a megabyte.
add-impossible-date = The text has a date that does not exist. Correct it or take it out.
add-file-unavailable = Telegram did not give me this file. Send it again, or paste the article’s text.
notice-channel-source = The posts of the channel “{ $chat }” are now a source of news: its admin decided so. You can stop it here: /admin.
notice-desk-adds = The desk of “{ $chat }” added its first article. If you do not want that, stop its source: /admin.

notice-desk-feeds = The desk of “{ $chat }” has added its first own feed: “{ $title }”, { $url }. If that is unwanted, stop it: /admin

## report

report-none = You have connected no channel yet. Add one with /channel, and in a few days there will be a report here.
report-choose = <b>Report.</b> About which channel?
report-title = { $period ->
    [week] { $title }: a week
   *[month] { $title }: a month
  }
report-dates = { $first } – { $last }
report-caption = <b>{ $title }</b>
  { $dates }
report-digests = { $count ->
    [0] There were no digests in this time.
    [one] { $count } digest went out, with { $stories }.
   *[other] { $count } digests went out, with { $stories }.
  }
report-reactions = Reactions: { $list }.
report-no-reactions = No reactions yet.
report-best = The digest with “{ $headline }” got the most reactions.
report-troubles = { $count ->
    [one] { $count } digest went wrong: { $list }.
   *[other] { $count } digests went wrong: { $list }.
  } What happened stands in the table.
report-button-week = A week
report-button-month = A month
report-button-sheet = Table for Excel
report-file = report-{ $first }-{ $last }.csv
report-chart-topics = Stories by topic
report-chart-reactions = Reactions
report-chart-sources = Most frequent sources
report-chart-others = Other topics
report-figure-digests = { $count ->
    [one] digest
   *[other] digests
  }
report-figure-stories = { $count ->
    [one] story
   *[other] stories
  }
report-figure-reactions = { $count ->
    [one] reaction
   *[other] reactions
  }
report-figure-troubles = { $count ->
    [one] failure
   *[other] failures
  }
report-column-date = Date
report-column-time = Time
report-column-state = State
report-column-topic = Topic
report-column-story = Story
report-column-sources = Sources
report-column-reactions = Reactions to the digest
report-column-reason = Reason
report-state-planned = on its way
report-state-empty = nothing to tell
report-state-sent = sent
report-state-uncertain = unknown whether sent
report-state-failed = not sent
report-state-expired = too late

## operator

command-admin = Run the bot
admin-title = Control
admin-running = Digests are planned and sent.
admin-halted = Everything is stopped: { $when }. No digest is planned or sent; articles still come in.
admin-sources = Sources: { $working } working, { $failing } failing, { $paused } stopped, { $unconfirmed } not checked.
admin-last-article = The last article came { $when }.
admin-no-article = No article has come yet.
admin-hint =
    /admin and an address: add a source
    /admin and words: find a story to take down
admin-button-sources = Sources
admin-button-channels = Channels
admin-button-queues = Queues
admin-button-halt = Stop everything
admin-button-go = Resume
admin-halt-ask = Stop everything? No digest goes out until you resume.
admin-yes = Yes
admin-no = No
admin-sources-title = All sources
admin-sources-legend = ▶ working, ! failing, ⏸ stopped, ? not checked
admin-source-kind-feed = feed
admin-source-kind-page = page
admin-source-kind-channel = posts of a channel
admin-source-kind-person = articles added by hand
admin-source-working = Working; last read { $when }.
admin-source-never = Not read yet.
admin-source-ready = Taken in.
admin-source-failing = Failing since { $when }. { $reason }
admin-source-paused = Stopped: { $when }.
admin-source-unconfirmed = Not checked yet, so it is not read.
admin-source-own = The own feed of the desk of “{ $chat }”: for its digests alone.
admin-source-button-pause = Stop
admin-source-button-resume = Resume
admin-source-button-bar = Take the publisher out
admin-source-gone = There is no such source any more.
admin-bar-ask = Take “{ $publisher }” out? All its sources stop, the texts of its articles are erased, and stories that it alone told disappear. This cannot be undone.
admin-barred = “{ $publisher }” is out. { $stories ->
        [0] There was no story that it alone told.
        [one] { $stories } story went with it.
       *[other] { $stories } stories went with it.
    } Its news is being taken out of the digests of the last two days, too.
admin-channels-title = Channels
admin-channels-none = Nobody has connected a channel yet.
admin-channel-line = { $title }: { $members ->
        [0] no desk
        [one] { $members } editor
       *[other] { $members } editors
    }
admin-channel-stopped = not written to
admin-queues-title = Queues
admin-queue-pending = Waiting to be sent: { $count }
admin-queue-sending = Being sent: { $count }
admin-queue-deferred = Deferred: { $count }
admin-queue-sent = Sent: { $count }
admin-queue-uncertain = Perhaps not arrived: { $count }
admin-queue-failed = Failed: { $count }
admin-queue-expired = Expired: { $count }
admin-queue-oldest = The oldest has waited { $minutes } min.
admin-queue-articles = Articles without a story: { $count }
admin-queue-polls = Sources that are due: { $count }
admin-queue-updates = Messages from people: { $count }
admin-queues-recent = Of the last million messages.
admin-source-added = The source “{ $title }” is added.
admin-source-known = The source “{ $title }” is there already.
admin-source-not-found = There is neither a feed at this address nor a site that has one. Check the address.
admin-stories-title = Which story should be taken down?
admin-stories-none = No story was found by these words.
admin-story-ask = Take down “{ $headline }”? Nobody will see it any more, and the texts of its articles are erased. This cannot be undone.
admin-story-down = The story is down. { $digests ->
        [0] No digest that was sent told of it.
        [one] It is being taken out of { $digests } digest that was sent, too.
       *[other] It is being taken out of { $digests } digests that were sent, too.
    }
admin-story-gone = This story is gone already.
notice-sender-down = Nobody sends digests: the sending process shows no sign of life. See whether the bot (role sender) runs and has its database.
notice-sender-halted = Telegram refuses every send: { $reason } Check BOT_TOKEN and restart the bot.
notice-no-articles = No article has come in for more than an hour. Check the network and the sources: /admin.
notice-broadcast-late = The broadcast is late: { $count ->
        [one] { $count } message has
       *[other] { $count } messages have
    } waited for more than ten minutes. At full speed they take another { $minutes } min.
group-any = all subjects
notice-group-dead = No source of the topic “{ $group }” answers. Check them: /admin.
notice-sources-dead = No source answers. Most likely there is no network. Check: /admin.

## privacy

privacy =
    <b>What I keep</b>
    • the chat’s number and name (in a private chat, your name), its language and time zone;
    • topics, words and schedule, what you saved and rated;
    • which digests were sent ({ $digests } { $digests ->
        [one] day
       *[other] days
    }), so that nothing is repeated;
    • for a group or a channel, who added me there, who is at its desk and who changed what there ({ $journals } { $journals ->
        [one] day
       *[other] days
    });
    • for a channel, how many reactions each digest got, without names.

    I do not collect your messages: an answer given while setting up is kept for a week at most, a search only in the digest that was sent. I pass nothing on.

    If you block me, your settings wait for you. /export shows everything I keep, /forget deletes it.

## forget

forget-ask = Delete everything I keep about this chat: topics, words, schedule, what was saved and rated, and the list of digests sent? This cannot be undone.
forget-yes = Yes, delete
forget-no = No, keep it
forget-kept = All right, everything stays as it was.
forget-done = All is deleted: topics, words, schedule, what was saved and rated, and the list of digests. No digest will come any more. To begin anew: /start
export-caption = Everything I keep about this chat.

## failures

failure = Sorry, something broke on my side and this could not be done. Try again in a minute. If that does not help, tell the operator the code { $reference }.
notice-failure =
    The bot failed ({ $feature }), code { $reference }:
    { $cause }
notice-mistake =
    A reader reported a mistake in a summary (story { $id }):
    { $headline }
    { $summary }
    { $sources }
failure-toast = Sorry, that did not work. Try again in a minute. Code: { $reference }

## digests

digest-morning = Morning digest
digest-day = Midday digest
digest-evening = Evening digest
digest-night = Night digest
digest-first = Your first digest
digest-asked = What matters right now
digest-again = Nothing new yet. What matters today
digest-urgent = Urgent
digest-resent = The digest once more
digest-found = About “{ $words }”
digest-late = { $name } of { $time }, late
digest-update = Update:
digest-quiet = Nothing new on your topics this time.
digest-too-few = There is little news so far: it will be in your next digest.
stories-counted = { $count ->
        [one] { $count } story
       *[other] { $count } stories
    }
digest-details = { $date } · { $stories } · { $minutes } min
digest-all-old = Nothing fresh on your topics yet, so here is the latest I know.
digest-further-sources = { $count ->
        [one] { $count } more source
       *[other] { $count } more sources
    }
schedule-words = { $days } { AT($times) }
schedule-every-day = every day
schedule-workdays = on weekdays
schedule-weekend = at weekends
schedule-every-day-but = every day but { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
schedule-weekday = on { $day ->
        [1] Mondays
        [2] Tuesdays
        [3] Wednesdays
        [4] Thursdays
        [5] Fridays
        [6] Saturdays
       *[7] Sundays
    }
schedule-cron = by the cron expression “{ $cron }”

## notices

notice-rights-lost = I cannot write to “{ $chat }”: I have no right to. Its digests are paused, its settings are kept. Give me back the right to post and everything goes on by itself.
notice-topic-closed = The topic in “{ $chat }” where I post the digest is closed or deleted. The digest is paused, and I do not write in other topics. Open the topic, or choose another place.
notice-chat-gone = I am no longer in “{ $chat }”, so its digests do not come out. Settings are kept: add me again and everything goes on by itself.
notice-digests-expired = Some digests could not be sent in time, so I dropped them. Their stories may come in the next ones. How many there were is in the log.
notice-source-dead = The source “{ $title }” has stopped working, so I no longer poll it. The reason: { $reason } Once that is mended, bring it back with the command sources resume.

## desk

digest-corrected = Updated at { $time }.
notice-draft-publish =
    The draft of “{ $name }” for “{ $chat }” is ready: { $count ->
        [one] { $count } story
       *[other] { $count } stories
    }. If nobody changes it, it goes out { $when }.
notice-draft-skip =
    The draft of “{ $name }” for “{ $chat }” is ready: { $count ->
        [one] { $count } story
       *[other] { $count } stories
    }. It goes out only if you say so. The deadline is { $when }.
notice-draft-unanswered = Nobody answered about the draft of “{ $name }” for “{ $chat }”, so it was not published. Its stories may come in the next one.
notice-edition-nothing = “{ $name }” for “{ $chat }” did not come out this time: there is nothing new on its topics. If that happens often, add topics or sources.
desk-button-open-draft = See the draft
desk-button-open-post = See the post
desk-button-publish-all-the-same = Publish all the same
desk-button-edition = Set the digest up
desk-title = The desk
desk-first-name = Morning briefing
desk-further-name = New digest
desk-no-editions = Nothing comes out here yet. Begin with “New digest”.
desk-button-new = New digest
desk-state-gone = I am not in “{ $chat }”, so its digests do not come out. Add me as an admin, and everything goes on by itself.
desk-state-rights = I have no right to post in “{ $chat }”, so its digests are paused. Give me that right back, and everything goes on by itself.
desk-state-topic = The topic in “{ $chat }” is closed or deleted, so its digests are paused. Open the topic and press “Resume”.
desk-not-launched = not launched yet; will come { $schedule }
desk-rests = paused; scheduled { $schedule }
desk-comes = { $schedule }; the next one { $next }
desk-button-name = Name
desk-button-topics = Topics
desk-button-times = Times
desk-button-days = Days
desk-button-look = Look
desk-button-words = Words
desk-button-sources = Sources
desk-button-approval = Approval
desk-button-preview = How it will look
desk-button-launch = Launch
desk-button-rest = Pause
desk-button-go = Resume
desk-button-delete = Delete
desk-button-done = Done
desk-button-all-topics = All topics
desk-posts-together = in one post
desk-posts-each = a post a story
desk-most-stories = up to { $count } stories
desk-form-full = with summaries
desk-form-compact = headlines only
desk-length-short = short summaries
desk-length-normal = usual summaries
desk-length-long = long summaries
desk-silent = without a sound
desk-loud = with a sound
desk-preview-none = no link preview
desk-preview-first = with a link preview
desk-preview-large = with a large preview above
desk-corrections-marked = Mark corrections “updated”
desk-corrections-unmarked = Correct without a mark
desk-sources-all = Sources: all.
desk-sources-but = Sources: all but { $count }.
desk-sources-chosen = { $count ->
        [0] Sources: none. Nothing comes out until you choose some.
       *[other] Sources: only the { $count } chosen.
    }
desk-automatic = It comes out by itself.
desk-approval-publish = The desk gets a draft { $minutes } min before; without an answer it comes out.
desk-approval-skip = The desk gets a draft { $minutes } min before; without an answer it does not come out.
desk-topics = Tap in the order in which the topics should come. Another tap takes a topic away.
desk-button-zone = By the clock of { $city }
desk-zone = By which city’s clock should it come?
desk-look = A tap changes it, from the next digest on.
desk-approval-explained = Before each digest the desk gets a draft to cut, reorder and rewrite. How long before, and what if nobody answers?
desk-automatic-explained = The digest comes out without you. With approval the desk gets a draft of each beforehand.
desk-mode-automatic = By itself
desk-mode-approval = With approval
desk-lead = { $minutes } min before
desk-unanswered-publish = No answer: publish
desk-unanswered-skip = No answer: skip
desk-button-template = Template
desk-template = A post will look like this. Change any part of it:
desk-part-header = Header
desk-part-stories = Stories
desk-part-hashtags = Hashtags
desk-part-footer = Footer
desk-part-signature = Signature
desk-template-emoji = Emoji of topics
desk-template-order = Order of parts
desk-template-rewrite = Change
desk-template-drop = Remove
desk-ask-header = Send the header: it stands in place of the name and the date.
desk-ask-footer = Send what stands under the stories: an invitation to your chat, for example.
desk-ask-signature = Send the signature: it ends the post.
desk-ask-part =
    Links, bold and italics are welcome. { $places } are filled in each time.
    Up to { $most } characters. Changed your mind? /cancel
desk-fault =
    { $why }
    It is here: { $place }
    Mend it and send it again. Changed your mind? /cancel
desk-fault-unknown-place = I do not know what to put here. I know { $places }.
desk-fault-unknown-tag = This tag cannot stand here. There may be b, i, u, s, code, and a with an address that begins with https://.
desk-fault-unclosed-tag = This tag is not closed.
desk-fault-unopened-tag = This closes a tag that is not the last one opened.
desk-fault-bare-sign = Beside tags the signs <, > and & are written as &lt; &gt; &amp;
desk-fault-too-long = Too long: { $most } characters fit. What is marked is too much.
desk-fault-too-many-tags = Too much formatting and too many links: { $tags } fit.
desk-fault-long-links = The links are too long. The longest is marked: shorten it.
desk-emoji-explained = Tap a topic to choose its emoji.
desk-emoji-usual = Give all one
desk-emoji-none = Remove all
desk-emoji-which = What stands before “{ $topic }”?
desk-emoji-own = Another emoji
desk-emoji-without = No emoji
desk-ask-emoji = Send one emoji for “{ $topic }”. Changed your mind? /cancel
desk-emoji-wanted = One emoji is needed, without words. Changed your mind? /cancel
order-explained = Tap what to move, then where to.
order-picked = Now tap where the marked one goes.
desk-sample-headline = A story’s headline
desk-sample-summary = Its summary will be here: what happened, where and when.
desk-sample-source = Publisher
desk-button-breaking = Breaking
desk-breaking-explained = As soon as something big happens, I offer to post it with one tap. Big is a new story that four publishers tell within an hour, or two where it has a word that you follow.
desk-breaking-offer = Offer what breaks
desk-breaking-hours = In these hours I offer nothing: what happens meanwhile comes as soon as they are over.
desk-breaking-on = Breaking: offered at once, { $count } a day at most.
desk-button-post = Post it
desk-button-no-need = No need
desk-button-edit-first = Change it first
notice-draft-breaking =
    <b>{ $headline }</b>{ $summary }
    <i>{ $sources }</i>

    Breaking, for “{ $chat }”. Post it? The deadline is { $until }.
draft-told = This has been told here already, so I do not post it again.
desk-delete-ask = Delete this digest with its schedule and settings? What was published stays in the channel.
desk-delete-yes = Yes, delete it
desk-sources-explained = Unmark a source, and stories that only it told of are left out.
desk-sources-only-explained = Only stories that at least one marked source told of come.
desk-sources-mode-all = All
desk-sources-mode-only = Only chosen ones
desk-feeds-title = Own feeds
desk-feeds-none = Feeds that you add yourselves will be here: they are for your digests alone, and nobody else sees them.
desk-feeds-explained = You added these feeds: they are for your digests alone, and nobody else sees them.
desk-button-feeds = Own feeds
desk-button-feed-new = Add your own feed
desk-button-feed-add = Add
desk-button-feed-again = Read it again
desk-button-feed-drop = Remove
desk-feed-label = { $title } · own
desk-feed-where = Send the address of a site or of its feed (RSS or Atom): I will find it. Changed your mind? /cancel
desk-feed-no-address = This does not look like the address of a site. Send it whole, as in https://example.com. Changed your mind? /cancel
desk-feed-none = I found no feed at this address. Try the front page of the site, or the exact address of the feed. Changed your mind? /cancel
desk-feed-unreachable = The site does not answer, or does not let me in. Try again in a few minutes, or send another address. Changed your mind? /cancel
desk-feed-barred = This publisher cannot be added: it asked not to be retold, or the operator of the bot stopped it.
desk-feed-found = I found the feed <b>{ $title }</b>.
desk-feed-empty = There is nothing in it yet.
desk-feed-ask = Add it? I will read it for your digests alone.
desk-feed-added = The feed is added: its first news will be here in a few minutes.
desk-feed-revived = All right, I read it again. If the site answers, its news comes in a few minutes.
desk-feed-stopped = The bot’s operator has stopped this feed.
desk-feed-removed = The feed is removed.
desk-feed-common = “{ $title }” is among everybody’s sources already, so I just chose it for you.
desk-feed-known = “{ $title }” is among your feeds already.
desk-feed-too-many = There may be { $most } own feeds at most. To add another, remove one of them.
desk-feed-gone = Too much time has passed. Send the address again.
desk-did-feed-added = the feed “{ $name }” added
desk-did-feed-revived = the feed “{ $name }” is read again
desk-did-feed-removed = the feed “{ $name }” removed
notice-own-feed-dead = Your feed “{ $title }” in “{ $chat }” answers no more, so nothing new comes from it. If the site works again, press “Read it again”. If it moved, remove the feed and add it at its new address.
desk-nothing-to-preview = Nothing new on these topics in the last 24 hours.
desk-previewed = This is exactly how it will look in the channel.
desk-ask-name = What is the digest called? For example: Morning briefing. Up to { $most } characters.
desk-name-wanted = Write the name in one line, up to { $most } characters. Changed your mind? /cancel
desk-edition-gone = This digest is no more. Everything else is in /channel.
desk-no-desk = This desk is no more. To begin anew: /channel.
desk-no-seat = You are not at the desk of “{ $chat }”. Ask its owner for an invitation.
desk-no-bot = I am not in “{ $chat }”, so I cannot check your rights. Add me there as an admin, and we go on.
desk-no-rights = You are no longer an admin of “{ $chat }” who may post, so you have left its desk.
desk-no-owner = Only an owner of the desk of “{ $chat }” may change this.
desk-taken = “{ $chat }” has a desk already. Ask its owner for an invitation.
desk-ownerless = The desk of “{ $chat }” has no owner left, so its digests are paused. As an admin you can take it over.
desk-bot-muted = I am not allowed to write in “{ $title }”. Let me send messages there, and I go on by myself.
desk-set-up-elsewhere = A desk runs the digests here. Its people set everything up in a private chat with me: /channel.
desk-button-claim = Take the desk over
notice-desk-ownerless = The desk of “{ $chat }” has no owner left, so its digests are paused. Any admin can take it over.
desk-not-claimed = Somebody has taken this desk already, or you are no admin with the right to post.
desk-button-report = Report of the week
desk-button-hours = Publish now
desk-button-posts = Posts and drafts
desk-hours-explained = Stories of how many hours? You see a draft first.
desk-last-hours = The last { $count } h
digest-removed = This post was removed.
digest-story-withdrawn = This story was withdrawn.
draft-gone = This draft is no more.
draft-empty = Every story was taken out: there is nothing to show.
draft-chat-gone = I am not there any more, so there is nowhere to post. Add me as an administrator and press again: the draft waits.
draft-chat-rights = I lack the right to post. Give it back and press again: the draft waits.
draft-chat-topic = The topic was closed or deleted, so there is nowhere to post. Reopen it, resume the digest and press again.
draft-nothing-new = Nothing new in these hours that was not told here before.
draft-no-posts = Nothing has come out here yet.
draft-posts = Choose a post to correct it, remove it or post it again.
draft-tap-number = To change a story, press its number.
draft-by-itself = the bot
draft-waits = Publish it when you are ready. The deadline is { $when }.
draft-open-publish = Comes out { $when } if nobody changes it.
draft-open-skip = Comes out only if you say so. The deadline is { $when }.
draft-approved = { $who }: comes out as planned, { $when }.
draft-published = Published. Last changed by { $who }.
draft-going = On its way to the channel. Last changed by { $who }.
draft-doubtful = I do not know whether it came out: Telegram did not answer. Look there and tell me whether the post is in its place.
draft-partly = Not all of it came out: Telegram did not take a part.
draft-not-out = It did not come out: Telegram did not take the post. Change what needs changing and post it again.
draft-too-late = It did not come out: it could not be sent in time. You can post it now.
draft-skipped = Not published. Decided by { $who }.
draft-taken-away = The post was removed. Decided by { $who }.
draft-now-open = The draft has just been changed by { $who }. This is how it stands.
draft-now-approved = It has been approved by { $who }. This is how it stands.
draft-now-published = It has been published or corrected by { $who }. This is how it stands.
draft-now-skipped = It has been skipped or removed by { $who }. This is how it stands.
draft-changed = Somebody else changed the draft meanwhile, so I did nothing. Open it again.
draft-button-add = Add a story
draft-button-look = How it will look
draft-button-now = Publish now
draft-button-as-planned = At { $time }, as planned
draft-button-skip = Skip
draft-button-remove-post = Remove the post
draft-button-again = Post again
draft-button-missing = Post the rest
draft-button-arrived = The post is there
draft-button-up = ↑ Up
draft-button-down = ↓ Down
draft-button-out = ✕ Take out
draft-button-in = Put back
draft-button-headline = Another headline
draft-button-summary = Another summary
draft-button-split = Another event
draft-button-back = ← To the draft
draft-story-out = This story is taken out.
draft-overruled = Kept against a warning: { $words }.
draft-ask-headline = Write the new headline, up to { $most } characters. Changed your mind? /cancel
draft-ask-summary = Write the new summary, up to { $most } characters. Changed your mind? /cancel
draft-ask-add = Which story to add? Send a link to an article, or some words. Changed your mind? /cancel
draft-not-found = I found no such story. Try other words or a link. Changed your mind? /cancel
draft-too-long = Too long: { $count ->
        [one] { $count } character
       *[other] { $count } characters
    }, and there is room for { $most }. Shorten it and send it again. Changed your mind? /cancel
draft-guard-unknown = The sources do not say this: { $words }.
draft-guard-quotation = The sources do not quote this: { $words }.
draft-guard-roles = Who did what to whom, the sources tell otherwise: { $words }.
draft-guard-negation = The sources say the opposite: { $words }.
draft-guard-verdict = The sources pass no such judgement: { $words }.
draft-guard-purity = In Ukrainian this is better said otherwise: { $words }.
draft-guard-word = “{ $words }”
draft-guard-better = “{ $words }” → “{ $better }”
draft-guard-mixed = “{ $words }” (letters of two alphabets)
draft-guard-broken = This is no text but code or broken letters: { $words }.
draft-guard-choice = Send other words, or keep these if you are sure.
draft-button-keep = Keep it so
draft-keep-gone = I do not see these words any more. Send them again.
draft-split-ask = Which of these articles tells of another event? I will part it.
draft-one-article = There is nothing left to part here.
draft-goes = Publishing.
draft-corrects = Correcting it.
draft-will-go = All right, it comes out as planned.
draft-left-out = Skipped.
draft-confirmed = All right, the post is there.
draft-on-its-way = This post is still on its way. Wait a minute.
draft-in-doubt = First I need to know what came out. Look there and tell me with a button under the draft.
draft-out-of-reach = Telegram did not tell me the number of this post, so I cannot change it. Please do so in the channel yourself.
draft-removed = Removed.
draft-refused = Telegram does not let me change this post. Check my rights in the channel.
draft-nothing-sent = The post is not out yet, so there is nothing to correct. Try again in a minute.
draft-does-not-fit = The post would become too long, so it stays as it was. Take something out or shorten it.
desk-button-people = People
desk-button-journal = Journal
desk-people-title = The desk: people
desk-journal-title = The desk: journal
desk-somebody = somebody of the desk
desk-role-owner = owner
desk-role-editor = editor
desk-make-owner = Make an owner: { $name }
desk-make-editor = Make an editor: { $name }
desk-button-unseat = ✕ { $name }
desk-button-leave = Leave the desk
desk-invite-editor = Invite an editor
desk-invite-owner = Invite an owner
desk-revoke = Cancel invitations
desk-revoked = Unused invitations are cancelled.
desk-invitation-editor = Forward this link to an admin of “{ $chat }”: { $link } It works once, within three days. An editor approves, corrects and publishes.
desk-invitation-owner = Forward this link to an admin of “{ $chat }”: { $link } It works once, within three days. An owner may do all that you may.
desk-invite-void = This invitation is over, or you are no admin of the channel with the right to post. Ask for another.
desk-left = You have left the desk of “{ $chat }”.
desk-did-opened = opened the desk
desk-did-claimed = took the desk over
desk-did-lost = is out: no rights in Telegram
desk-did-left = left the desk
desk-did-joined = accepted an invitation
desk-did-invited = made an invitation
desk-did-revoked = cancelled invitations
desk-did-role = changed a role
desk-did-unseated = removed somebody from the desk
desk-did-created = “{ $name }”: created
desk-did-changed = “{ $name }”: settings changed
desk-did-launched = “{ $name }”: launched
desk-did-paused = “{ $name }”: paused
desk-did-resumed = “{ $name }”: resumed
desk-did-deleted = “{ $name }”: deleted
desk-did-published = “{ $name }”: published
desk-did-approved = “{ $name }”: approved
desk-did-skipped = “{ $name }”: skipped
desk-did-again = “{ $name }”: posted again
desk-did-removed = “{ $name }”: post removed
desk-did-moved = “{ $name }”: stories reordered
desk-did-cut = “{ $name }”: a story taken out or put back
desk-did-parted = “{ $name }”: a story parted
desk-did-reworded = “{ $name }”: words changed
desk-did-overruled = “{ $name }”: reworded despite the warning
desk-did-added = “{ $name }”: a story added
desk-did-arrived = “{ $name }”: the post is in the channel
notice-digest-uncertain = I do not know whether “{ $name }” came out in “{ $chat }”: Telegram did not answer. Look there: if the post is in its place, say so; if not, post it again.
notice-digest-partly = Not all of “{ $name }” came out in “{ $chat }”: Telegram did not take a part. You can post the rest again.
notice-digest-failed = “{ $name }” did not come out in “{ $chat }”: Telegram did not take the post. Look at it, mend it if need be, and post it again.
notice-digest-expired = “{ $name }” in “{ $chat }” did not come out: it could not be sent in time. Its stories may be in the next one, or post it now.
notice-correction-failed = “{ $name }” in “{ $chat }” could not be corrected: Telegram refused, and the post stands as it was. Check my right to edit and try again.
notice-edition-source-dead = The source “{ $title }”, which you chose for “{ $name }” in “{ $chat }”, answers no more, so nothing new comes from it. See whether it lives, or choose another.
desk-button-give-rights = Give the right back
desk-button-bring-back = Bring me back
desk-button-topic-open = The topic is open: go on
desk-button-elsewhere = Choose another place
desk-button-give-now = Give it in Telegram
desk-button-look-again = Look again
desk-missing-bot = I am not in “{ $chat }”. Press “Give it in Telegram”, choose “{ $chat }” and confirm: I will manage the rest.
desk-missing-right = I am in “{ $chat }” but may not post. Press “Give it in Telegram”, choose “{ $chat }” and confirm.
desk-missing-voice = In “{ $chat }” I am forbidden to write. Open the list of members, find me and allow sending messages.
desk-place-back = All is well: the digests go on.
desk-button-again = Post it again
desk-button-missing = Post the rest
desk-button-arrived = The post is there
desk-button-correct-again = Correct it again
desk-button-look-there = Open the channel
desk-button-show-source = Show the source
desk-button-other-sources = Choose other sources

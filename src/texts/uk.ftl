### Що читають люди: українською. Те саме англійською стоїть у en.ftl.

## topics

topic-war = Війна
topic-politics = Політика
topic-world = Світ
topic-economy = Економіка
topic-society = Суспільство
topic-incidents = Надзвичайні події
topic-science = Наука і технології
topic-health = Здоров’я
topic-culture = Культура
topic-sport = Спорт
topic-environment = Довкілля і погода

## moments

moment-yesterday = учора { AT($time) }
moment-today = сьогодні { AT($time) }
moment-tomorrow = завтра { AT($time) }
moment-weekday-1 = у понеділок { AT($time) }
moment-weekday-2 = у вівторок { AT($time) }
moment-weekday-3 = у середу { AT($time) }
moment-weekday-4 = у четвер { AT($time) }
moment-weekday-5 = у п’ятницю { AT($time) }
moment-weekday-6 = у суботу { AT($time) }
moment-weekday-7 = у неділю { AT($time) }
moment-date = { $date } { AT($time) }
weekday-short-1 = Пн
weekday-short-2 = Вт
weekday-short-3 = Ср
weekday-short-4 = Чт
weekday-short-5 = Пт
weekday-short-6 = Сб
weekday-short-7 = Нд

## zones

zone-ask = За часом якого міста надсилати? Напишіть його назву, наприклад Валенсія, або надішліть геопозицію.
zone-not-found = Такого місця не знаю. Напишіть найближче велике місто або надішліть геопозицію. Передумали — /cancel.

## commands

command-latest = Що нового; зі словами — пошук
command-topics = Теми
command-words = Слова, за якими стежити
command-urgent = Що надсилати одразу
command-schedule = Коли надсилати дайджест
command-saved = Що ви зберегли
command-sources = Звідки новини
command-status = Останній і наступний дайджест
command-share = Поділитися темами
command-settings = Усі налаштування
command-channel = Дайджест для вашого каналу
command-report = Звіт про канал: цифри за тиждень чи місяць
command-help = Що я вмію
command-privacy = Що я зберігаю
bot-description = «Коротко» збирає українські новини й переказує головне кількома реченнями, з посиланнями на джерела. Виберіть теми й час — і дайджест приходитиме сам: вам, у групу чи в канал.
bot-short-description = Головні новини кількома реченнями, з посиланнями на джерела.

## buttons

button-next = Далі
button-back = ← Назад
button-all-topics = Усі теми
button-topics = Теми
button-schedule = Розклад
button-this-language = Українською
button-outdated = Ця кнопка вже не діє. Усі налаштування — у /settings.
button-latest = Дайджест зараз
button-share = Поділитися

## start

start-greeting =
    Вітаю! Це «Коротко»: головні новини кількома реченнями.
    Про кожну подію — один раз і з посиланнями на джерела.

    <b>Про що вам розповідати?</b> Виберіть теми й натисніть «Далі». Не виберете жодної — розповідатиму про все.
start-topics-hint = Виберіть теми кнопками вище й натисніть «Далі». Передумали — /cancel.
start-times =
    <b>Коли надсилати дайджест?</b>
    Часовий пояс: { $city }. Живете деінде? Напишіть своє місто або надішліть геопозицію.
start-times-morning = Вранці, о 08:00
start-times-evening = Увечері, о 20:00
start-times-both = І вранці, і ввечері
start-times-own = Свій час
start-times-hint = Виберіть час кнопкою вище або напишіть свій, наприклад 07:30. Передумали — /cancel.
start-times-not-understood = Не схоже на час, і такого міста не знаю. Напишіть, наприклад, 07:30 або Варшава. Передумали — /cancel.
start-done =
    Готово! Дайджест приходитиме { $schedule }.
    Наступний — { $next }.
start-done-unscheduled = Готово! О котрій надсилати дайджест — вирішіть у /schedule.
start-first-comes = Перший надсилаю просто зараз. «Детальніше» під ним — це джерела кожної новини й кнопки: зберегти, стежити, більше такого не показувати.
start-nothing-yet = Свіжих новин за вашими темами ще немає, тож перший прийде за розкладом.
start-again = З поверненням! Усе, що ви налаштували, збережено.
start-already = Дайджест уже налаштовано. Змінити його можна тут: /schedule.
start-left = Гаразд, зупиняємося. Продовжити можна будь-коли: /start.
question-left = Гаразд, лишаю все, як було.
start-nothing-to-leave = Зараз нема чого скасовувати. Що я вмію — у /help.

## time asked

time-ask = Напишіть час, наприклад 07:30. Можна кілька: 08:00, 13:00, 20:00.
time-ask-or-cron = Напишіть час, наприклад 07:30. Можна кілька: 08:00, 13:00, 20:00. Приймаю і вираз cron: 0 9 * * 1-5.
time-cron-refused = Цей вираз cron не підходить: у ньому помилка або він спрацьовує понад дванадцять разів на добу. Передумали — /cancel.
time-not-understood = Не схоже на час. Напишіть так: 07:30 або 08:00, 20:00. Передумали — /cancel.
time-text-wanted = Напишіть час цифрами, наприклад 07:30. Передумали — /cancel.

## settings

settings-title = Налаштування
settings-sound-on = Зі звуком
settings-sound-off = Без звуку
settings-language = Мова: українська
settings-words = Слова
settings-urgent = Термінове
settings-volume = Обсяг
settings-topics-none = Тем ще не вибрано.
settings-topics-all = Теми: усі.
settings-topics = Теми: { $topics }.
settings-schedule = Дайджест приходить { $schedule }; наступний — { $next }.
settings-paused = Дайджест призупинено.
settings-no-schedule = За розкладом дайджест поки не приходить.

## topics panel

topics-title = Теми
topics-none = Поки нічого не позначено, тож і розповідати нема про що. Виберіть хоча б одну тему.
topics-explained = Що позначено, те й буде в дайджесті. Зміни зберігаються одразу.
topics-button-caps = Скільки новин на тему

## stories of a topic

topics-button-order = Порядок тем
caps-title = Скільки новин на тему
caps-explained = Натискайте на тему, щоб обмежити її: «Спорт: до 2» — не більше двох новин спорту в дайджесті. Тема без числа — скільки є.
caps-button = { $topic }: до { $count }

## volume

volume-title = Обсяг
volume-explained = Наскільки докладно розповідати, скільки новин надсилати за раз і скільки хвилин у вас на читання.
volume-length-short = Стисло
volume-length-normal = Звичайно
volume-length-long = Докладно
volume-compact = Самі заголовки
volume-stories = До { $count } { $count ->
        [one] новини
       *[other] новин
    }
volume-minutes = { $count } хв
volume-any-minutes = Без межі

## urgent

urgent-title = Термінове
urgent-explained = Новини з позначеними словами надсилаю одразу, щойно про них розкажуть два видання.
urgent-no-words = Слів, за якими стежити, ще немає. Додайте перше — і позначте його тут.
urgent-button-daily = Не більше { $count } на добу
urgent-button-quiet = Тихі години: { $hours }
urgent-button-no-quiet = Тихих годин немає
quiet-title = Тихі години
quiet-explained = У ці години термінового не надсилаю: воно прийде, щойно вони минуть.
quiet-button-none = Без тихих годин
quiet-button-own = Свої години
quiet-ask = З котрої до котрої не турбувати? Напишіть, наприклад: 22:30–07:00.
quiet-not-understood = Не схоже на години. Напишіть так: 22:30–07:00. Передумали — /cancel.

## words

words-title = Слова
words-explained =
    Стежити: новини з цими словами надсилаю, навіть якщо їхніх тем не вибрано.
    Не показувати: новини з цими словами пропускаю.
words-followed = Стежу: { $words }.
words-muted = Не показую: { $words }.
words-remove-hint = Натисніть на слово, щоб прибрати його.
words-button-follow = Стежити за словом
words-button-mute = Не показувати слово
words-button-more = Далі
words-ask-follow = За якими словами стежити? Напишіть через кому, наприклад: тарифи, «Дніпро-1».
words-ask-mute = Які слова не показувати? Напишіть через кому, наприклад: гороскоп, лотерея.
words-text-wanted = Напишіть слова через кому. Передумали — /cancel.
words-too-many = Разом виходить забагато слів: вміщається { $most ->
        [one] { $most } слово
        [few] { $most } слова
       *[other] { $most } слів
    }. Напишіть менше або приберіть котресь у /words.
words-too-long = Одне зі слів задовге. Напишіть коротше.

## schedule panel

schedule-title = Розклад
schedule-on =
    Дайджест приходить { $schedule }.
    Наступний — { $next }. Часовий пояс: { $zone }.
schedule-paused =
    Дайджест призупинено.
    Розклад збережено: { $schedule }. Часовий пояс: { $zone }.
schedule-rests =
    Дайджест на паузі. Наступний — { $next }.
    Розклад: { $schedule }. Часовий пояс: { $zone }.
schedule-none = За розкладом дайджест поки не приходить. О котрій надсилати?
schedule-nothing-to-preview = Нового за вашими темами поки немає.
schedule-several = Розкладів кілька. Який змінити?
schedule-line = { $schedule }; наступний — { $next }
schedule-line-paused = { $schedule }; на паузі
schedule-button-times = Час
schedule-button-days = Дні
schedule-button-zone = Часовий пояс
schedule-button-pause = Призупинити
schedule-button-quiet = Коли новин мало
schedule-button-preview = Як це виглядає
schedule-button-add = Ще один розклад
schedule-button-remove = Видалити розклад
schedule-button-resume = Відновити
schedule-button-city = Інше місто
schedule-button-own = Свій час
schedule-pick-times = О котрій надсилати? Можна вибрати кілька годин.
schedule-pick-days = У які дні надсилати?
schedule-pick-zone = За часом якого міста надсилати?
schedule-last-time = Має лишитися хоча б один час. Щоб дайджест не приходив, призупиніть розклад.
schedule-last-day = Має лишитися хоча б один день. Щоб дайджест не приходив, призупиніть розклад.
schedule-too-many-times = Понад дванадцять разів на день — забагато. Спершу зніміть якийсь час.
quiet-slot-explained = Скільки новин має набратися, щоб надіслати дайджест? Коли їх менше, вони чекають на наступний.
quiet-slot-stories = Від { $count } { $count ->
        [one] новини
       *[other] новин
    }
quiet-slot-skip = Тоді мовчати
quiet-slot-tell = Тоді сказати
pause-until-when = До якого дня не надсилати?
pause-1 = До завтра
pause-7 = На тиждень
pause-date = До іншої дати
pause-open = Доки не відновлю
pause-ask = З якого дня надсилати знову? Напишіть, наприклад: 15 липня, понеділок або через 10 днів.
pause-not-understood = Не розумію, який це день. Напишіть так: 15 липня, понеділок або через 10 днів. Передумали — /cancel.

## latest

latest-nothing = Свіжих новин за вашими темами ще немає. Інші теми — /topics, пошук — /latest і кілька слів.
latest-no-topics = Ви зняли всі теми, тож розповідати нема про що. Виберіть щось у /topics або пошукайте: /latest і кілька слів.
latest-not-found = Про «{ $words }» нічого не знайшлося. Спробуйте інші слова або подивіться, що нового: /latest.
latest-button-tell = Сказати, коли з’явиться
latest-will-tell = Гаразд: щойно з’явиться щось про «{ $words }», воно буде у вашому дайджесті. Усі слова — /words.
latest-already-told = За «{ $words }» я вже стежу.
latest-still-nothing = Про «{ $words }» досі нічого немає. За цими словами я вже стежу: щойно щось з’явиться, воно буде у вашому дайджесті. Усі слова — /words.
latest-next = Наступний дайджест — { $when }.
latest-words-too-long = Задовгий запит. Вистачить кількох слів, наприклад: /latest НАТО.
latest-halted = Дайджести зараз призупинено: оператор щось лагодить. Спробуйте трохи згодом.
latest-sent-to-channel = Надсилаю дайджест у канал.

## buttons under a digest

digest-button-more = Детальніше
digest-button-back = ← Назад
digest-button-next = Далі →
digest-button-day = Усе за добу
digest-button-again = Попередній не дійшов? Надіслати
digest-whole-day = Головне за добу
digest-no-more = Це все за вашими темами. Нове з’явиться — розповім.
digest-forgotten = Цього дайджесту я вже не пам’ятаю. Що нового — /latest.

## stories

story-list-title = Про що докладніше?
story-saved-title = Збережене
story-none-saved = Тут поки порожньо. Щоб зберегти новину, натисніть під дайджестом «Детальніше», а тоді «Зберегти».
story-sources = Джерела
story-gone = Цієї новини в мене вже немає.
story-foreign = Українською про це ще не розповіли
story-button-save = Зберегти
story-button-saved = ✓ Збережено
story-button-follow = Стежити
story-button-hide = Не показувати таке
story-button-why = Чому це тут?
story-button-mistake = Помилка у викладі
story-button-list = До списку
story-saved-toast = Збережено. Усе збережене — /saved.
story-mistake-toast = Дякую! Перевіримо за джерелами.
story-too-many-words = Слів уже забагато. Приберіть якесь у /words.
story-follow-title = За чим стежити?
story-follow-hint = Новини з позначеними словами надсилатиму, навіть якщо їхніх тем не вибрано.
story-hide-title = Що не показувати?
story-hide-hint = Позначеного в дайджесті більше не буде.
story-hide-topic = Тема «{ $topic }»
story-hide-source = Джерело «{ $name }»
story-why-title = Чому це тут?
story-why-topic = { $kind ->
        [chosen] Тема «{ $topic }» — одна з ваших.
        [likely] Схоже на тему «{ $topic }».
       *[other] Тема «{ $topic }».
    }
story-why-words = Є те, за чим ви стежите: { $found }.
story-why-in-headline = у заголовку — { $words }
story-why-in-text = у тексті — { $words }
story-why-sources = { $count ->
        [1] Розповідає { $names }.
        [one] Розповідають { $names } — { $count } стаття.
        [few] Розповідають { $names } — { $count } статті.
       *[other] Розповідають { $names } — { $count } статей.
    }
story-why-shared = Це одна подія, бо в статтях спільні слова: { $words }.
story-why-same-text = Деякі видання передрукували той самий текст.

## status

status-title = Як ідуть справи
status-halted = Усі дайджести тимчасово призупинив оператор.
status-last = Останній дайджест — { $when }.
status-no-last = Дайджестів ще не було.
status-next = Наступний — { $when }.
status-paused = Дайджест призупинено. Відновити — /schedule.
status-unscheduled = За розкладом дайджест поки не приходить: /schedule.
status-gone = Мене там заблоковано або вилучено, тож дайджест не приходить. Налаштування збережено.
status-rights = Бракує права писати, тож дайджест не приходить. Налаштування збережено.
status-topic = Тему закрито або видалено, тож дайджест не приходить. Налаштування збережено.
status-doubt = Не знаю, чи дійшло повідомлення: { $when }.
status-button-again = Надіслати ще раз: { $when }
status-button-look = Розібратися: { $when }
status-sent-again = Надсилаю ще раз.
status-nothing-in-doubt = Це повідомлення вже дійшло або надсилається.

## sources

sources-title = Джерела
sources-none = Джерел поки немає.
sources-explained = { $count ->
        [one] { $count } джерело.
        [few] { $count } джерела.
       *[other] { $count } джерел.
    } Зніміть позначку — і новин лише з того джерела не буде.
sources-silent = Зараз не відповідають: { $names }.
sources-more = Щоб дізнатися про одне більше, напишіть /sources і його назву.
source-gone = Такого джерела в мене немає. Усі джерела — /sources.
source-works = Востаннє відповіло { $when }.
source-silent = Перестало відповідати { $when }.
source-new = Ще не відповідало.
source-paused = Більше не читаю його: воно перестало працювати.
source-muted = Ви його не читаєте.
source-button-mute = Не читати
source-button-read = Читати
source-button-all = Усі джерела
sources-button-next = Далі →
sources-button-settings = ← До налаштувань

## share

share-offer =
    <b>Поділіться своїми темами</b>
    Теми: { $topics }.
    Хто відкриє посилання, отримає такий самий дайджест: { $link }
share-topic = «{ $topic }»
share-all-topics = усі
share-invitation = Короткий дайджест новин. Теми: { $topics }.
share-button-send = Надіслати друзям
share-ask = Вам пропонують теми: { $topics }. Узяти їх замість своїх?
share-button-take = Узяти ці теми
share-taken = Готово! Тепер ваші теми: { $topics }. Змінити — /topics.
same-offer = <b>Такий самий дайджест, як у каналі «{ $channel }»</b>
same-topics = Теми: { $topics }.
same-schedule = Приходить { $schedule }.
same-replaces = Ваші теми, слова й обсяг буде замінено; розклад лишиться ваш.
same-button-take = Хочу такий самий
same-button-own = Налаштувати по-своєму
same-taken = Готово! Дайджест тепер такий самий, як у каналі. Змінити його — /settings.
same-gone = Такого дайджесту вже немає. Налаштуйте свій: /start.
same-link = Хто відкриє це посилання, матиме в себе такий самий дайджест, як у каналі «{ $channel }». Опублікуйте його або надішліть друзям: { $link }
same-button-link = Посилання для читачів

## help

help =
    <b>Що я вмію</b>
    /latest — що нового просто зараз; /latest НАТО — пошук
    /saved — що ви зберегли
    /settings — налаштування: /topics, /words, /urgent, /schedule, /length, /sources, /language
    /status — останній дайджест і наступний
    /share — поділитися темами
    /channel — дайджест для вашого каналу
    /report — цифри каналу за тиждень чи місяць
    /privacy — що я зберігаю

    Можна й просто запитати: «Що нового про тарифи?» А в будь-якому чаті напишіть @{ $bot } і слово — надішлете новину співрозмовникові.

    Додайте мене до групи, і дайджест приходитиме туди. Теми й розклад у групі змінюють адміністратори.
help-group =
    <b>Що я вмію</b>
    /latest — що нового просто зараз
    /latest НАТО — пошук за словами
    /topics — теми
    /schedule — коли надсилати дайджест
    /settings — усі налаштування

    Змінювати їх можуть лише адміністратори.
not-understood = Цього я ще не вмію. Усе, що вмію, — у /help.
not-understood-media = Я читаю лише текст. Напишіть кілька слів — пошукаю новини. Усе, що вмію, — у /help.

## groups

group-added =
    Вітаю! Щойно адміністратор вибере теми й час, сюди приходитиме короткий дайджест новин.
    Почати — /start.
group-start = Сюди приходитиме короткий дайджест новин. Теми й час вибирають адміністратори.
group-admins-only = Це можуть змінювати лише адміністратори.
panel-of-another = Цю панель відкрила інша людина. Щоб мати свою, надішліть команду самі.
panel-chat-unknown = Цього чату я вже не пам’ятаю. Почніть із /start.

## channel

channel-ask = <b>Дайджест для каналу чи групи.</b> Натисніть «Вибрати канал» унизу: Telegram покаже ваші канали й додасть мене адміністратором із правом публікувати. У групу спершу додайте мене самі.
channel-pick = Вибрати канал
channel-pick-group = Вибрати групу
channel-decline = Не зараз
channel-declined = Гаразд. Коли надумаєте — /channel.
channel-known = Ваші редакції:
channel-another = Інший канал чи група
channel-added =
    «{ $title }» під’єднано. Дайджест уже можна запускати: подивіться, як він виглядатиме, і натисніть «Запустити». Змінити все можна будь-коли.
channel-you-not-admin = Ви не адміністратор «{ $title }» із правом публікувати, тож вести дайджест там не можете. Попросіть це право у власника й спробуйте ще раз: /channel.
channel-not-yours = Налаштовувати цей канал можуть лише його адміністратори з правом публікувати.
channel-bot-not-admin = У «{ $title }» мені бракує права публікувати. Відкрийте канал → Адміністратори → «Коротко» → увімкніть «Публікація повідомлень». Щойно право з’явиться, я продовжу сам.
channel-unreachable = Мене там немає. Додайте мене адміністратором із правом публікувати — і я продовжу сам.
channel-private-only = Канал налаштовують у приватному чаті зі мною.
channel-source = Дописи цього каналу — джерело
channel-source-on = Готово: нові дописи каналу ставатимуть новинами.
channel-source-off = Дописи каналу більше не джерело.
channel-source-private = Це приватний канал: його дописи — лише для підписників, тож іншим я їх не переказую. Відкрийте канал для всіх, і він зможе стати джерелом.
channel-source-stopped = Оператор зупинив це джерело. Відновити його може лише він.

## adding articles

add-how =
    <b>Додати статтю</b>
    Надішліть посилання, скопійований текст, файл (.txt чи .html) або перешліть допис каналу. Спершу покажу, що вийшло, а додам лише тоді, коли ви натиснете «Додати».

    Недодане я за два дні забуду.
add-not-allowed =
    Статті додають оператор і редакції каналів. Ведете свій канал — під’єднайте його: /channel.

    Шукаєте новину? Напишіть кілька слів про неї.
add-button-yes = Додати
add-button-no = Скасувати
add-undated = дати немає
add-no-publisher = видання не вказано
add-topics = { $count ->
        [one] Тема: { $topics }.
       *[other] Теми: { $topics }.
    }
add-starts = Про цю подію ще ніхто не розповідав: у дайджестах вона буде новою.
add-joins = Доповнить подію «{ $headline }».
add-copy = Такий самий текст уже є в події «{ $headline }»: додасться ще одне джерело.
add-old = Стаття старша за три дні: у дайджести не потрапить, але її знайде пошук.
add-foreign = Стаття не українською: сама в дайджести не потрапить, хіба що про це напишуть і українською.
add-no-topics = Схоже на рекламу, гороскоп чи рецепт: таке в дайджести не потрапляє.
add-taken-down = Цю подію оператор зняв: у дайджести стаття не потрапить.
add-done = Додано: «{ $headline }». Увійде до найближчих дайджестів.
add-done-old = Додано: «{ $headline }».
add-known = Ця стаття в мене вже є: «{ $headline }».
add-dropped = Гаразд, не додаю.
add-closed = З цією статтею вже все вирішено.
add-expired = Ця чернетка застаріла. Надішліть статтю ще раз.
add-barred = Це видання попросило не переказувати його статей.
add-paused = Оператор призупинив додавання статей від вашої редакції.
add-too-many = За добу редакція може додати { $most ->
        [one] { $most } статтю
        [few] { $most } статті
       *[other] { $most } статей
    }. На сьогодні досить, решту — завтра.
add-own = Це мій власний дайджест. Надішліть краще статтю, на яку він посилається.
add-bad-address = Не схоже на адресу сторінки. Вона має починатися з https://.
add-private-address = Ця адреса веде не у відкритий інтернет, а у внутрішню мережу. Туди я не ходжу.
add-unknown-host = Такого сайту немає. Перевірте адресу.
add-unreachable = Сайт не відповідає. Спробуйте за кілька хвилин або вставте текст статті.
add-no-page = Такої сторінки на сайті немає. Перевірте посилання.
add-closed-page = Сайт не пускає мене на цю сторінку. Вставте текст статті — прочитаю його.
add-robots = Сайт просить роботів не читати цієї сторінки, і я на це зважаю. Вставте текст статті самі.
add-no-article = Статті на сторінці не видно: певно, вона за передплатою або це перелік новин. Дайте адресу однієї статті чи вставте її текст.
add-no-text = Статті тут не видно. Потрібен текст хоча б із кількох речень, краще з заголовком.
add-not-text = Це не текст. Надішліть файл .txt або .html чи вставте текст статті.
add-too-long = Завелике для однієї статті. Надішліть її текст окремо — до мегабайта.
add-impossible-date = У тексті стоїть дата, якої не буває. Виправте її або приберіть.
add-file-unavailable = Telegram не віддав мені цього файлу. Надішліть його ще раз або вставте текст статті.
notice-channel-source = Дописи каналу «{ $chat }» відтепер є джерелом новин: так вирішив його адміністратор. Зупинити це можна тут: /admin.
notice-desk-adds = Редакція «{ $chat }» додала свою першу статтю. Якщо це зайве, зупиніть її джерело: /admin.

notice-desk-feeds = Редакція «{ $chat }» додала першу свою стрічку: «{ $title }», { $url }. Якщо це зайве, зупиніть її: /admin.

## report

report-none = У вас ще немає під’єднаного каналу. Додайте його — /channel — і за кілька днів тут буде звіт.
report-choose = <b>Звіт.</b> Про який канал розповісти?
report-title = { $period ->
    [week] { $title }: тиждень
   *[month] { $title }: місяць
  }
report-dates = { $first } — { $last }
report-caption = <b>{ $title }</b>
  { $dates }
report-digests = { $count ->
    [0] За цей час дайджестів не було.
    [one] Вийшов { $count } дайджест, у ньому { $stories }.
    [few] Вийшли { $count } дайджести, у них { $stories }.
   *[other] Вийшло { $count } дайджестів, у них { $stories }.
  }
report-reactions = Реакції: { $list }.
report-no-reactions = Реакцій ще немає.
report-best = Найбільше реакцій зібрав дайджест із новиною «{ $headline }».
report-troubles = { $count ->
    [one] Не вийшов як слід { $count } дайджест: { $list }.
    [few] Не вийшли як слід { $count } дайджести: { $list }.
   *[other] Не вийшло як слід { $count } дайджестів: { $list }.
  } Що сталося — у таблиці.
report-button-week = За тиждень
report-button-month = За місяць
report-button-sheet = Таблиця для Excel
report-file = zvit-{ $first }-{ $last }.csv
report-chart-topics = Події за темами
report-chart-reactions = Реакції
report-chart-sources = Найчастіші джерела
report-chart-others = Інші теми
report-figure-digests = { $count ->
    [one] дайджест
    [few] дайджести
   *[other] дайджестів
  }
report-figure-stories = { $count ->
    [one] подія
    [few] події
   *[other] подій
  }
report-figure-reactions = { $count ->
    [one] реакція
    [few] реакції
   *[other] реакцій
  }
report-figure-troubles = { $count ->
    [one] збій
    [few] збої
   *[other] збоїв
  }
report-column-date = День
report-column-time = Година
report-column-state = Стан
report-column-topic = Тема
report-column-story = Подія
report-column-sources = Джерела
report-column-reactions = Реакції на дайджест
report-column-reason = Причина
report-state-planned = у дорозі
report-state-empty = нема про що
report-state-sent = надіслано
report-state-uncertain = невідомо, чи надіслано
report-state-failed = не надіслано
report-state-expired = запізно

## operator

command-admin = Керування ботом
admin-title = Керування
admin-running = Дайджести плануються й надсилаються.
admin-halted = Усе зупинено: { $when }. Дайджести не плануються й не надсилаються, статті надходять далі.
admin-sources = Джерела: працюють — { $working }, не відповідають — { $failing }, зупинені — { $paused }, не перевірені — { $unconfirmed }.
admin-last-article = Остання стаття надійшла: { $when }.
admin-no-article = Статей іще не було.
admin-hint =
    /admin і адреса — додати джерело
    /admin і слова — знайти подію, щоб її зняти
admin-button-sources = Джерела
admin-button-channels = Канали
admin-button-queues = Черги
admin-button-halt = Зупинити все
admin-button-go = Відновити
admin-halt-ask = Зупинити все? Жоден дайджест не виходитиме, доки ви не відновите роботу.
admin-yes = Так
admin-no = Ні
admin-sources-title = Усі джерела
admin-sources-legend = ▶ працює, ! не відповідає, ⏸ зупинене, ? не перевірене
admin-source-kind-feed = стрічка
admin-source-kind-page = сторінка
admin-source-kind-channel = дописи каналу
admin-source-kind-person = статті, додані вручну
admin-source-working = Працює; востаннє прочитано: { $when }.
admin-source-never = Ще не читалося.
admin-source-ready = Приймається.
admin-source-failing = Не відповідає, відколи: { $when }. { $reason }
admin-source-paused = Зупинене: { $when }.
admin-source-unconfirmed = Ще не перевірене, тож не читається.
admin-source-own = Своя стрічка редакції «{ $chat }»: лише для її дайджестів.
admin-source-button-pause = Зупинити
admin-source-button-resume = Відновити
admin-source-button-bar = Вилучити видання
admin-source-gone = Такого джерела вже немає.
admin-bar-ask = Вилучити видання «{ $publisher }»? Усі його джерела зупиняться, тексти його статей буде стерто, а події, про які розповідало лише воно, зникнуть. Повернути це не можна.
admin-barred = Видання «{ $publisher }» вилучено. { $stories ->
        [0] Подій, про які розповідало лише воно, не було.
        [one] Разом із ним зникла { $stories } подія.
        [few] Разом із ним зникли { $stories } події.
       *[other] Разом із ним зникло { $stories } подій.
    } Із дайджестів останніх двох діб його новини теж прибираємо.
admin-channels-title = Канали
admin-channels-none = Каналів ще ніхто не під’єднав.
admin-channel-line = { $title } — { $members ->
        [0] редакції немає
        [one] { $members } редактор
        [few] { $members } редактори
       *[other] { $members } редакторів
    }
admin-channel-stopped = не пише
admin-queues-title = Черги
admin-queue-pending = Чекають надсилання: { $count }
admin-queue-sending = Надсилаються: { $count }
admin-queue-deferred = Відкладені: { $count }
admin-queue-sent = Надіслані: { $count }
admin-queue-uncertain = Невідомо, чи дійшли: { $count }
admin-queue-failed = Не вдалося: { $count }
admin-queue-expired = Застаріли: { $count }
admin-queue-oldest = Найдавніше чекає { $minutes } хв.
admin-queue-articles = Статті без події: { $count }
admin-queue-polls = Джерела, час яких настав: { $count }
admin-queue-updates = Повідомлення від людей: { $count }
admin-queues-recent = За останній мільйон повідомлень.
admin-source-added = Джерело «{ $title }» додано.
admin-source-known = Джерело «{ $title }» уже є.
admin-source-not-found = За цією адресою немає ані стрічки, ані сайту, що має її. Перевірте адресу.
admin-stories-title = Яку подію зняти?
admin-stories-none = За цими словами подій не знайшлося.
admin-story-ask = Зняти подію «{ $headline }»? Її більше ніхто не побачить, тексти статей буде стерто. Повернути це не можна.
admin-story-down = Подію знято. { $digests ->
        [0] У надісланих дайджестах її не було.
        [one] Її прибираємо і з { $digests } надісланого дайджесту.
       *[other] Її прибираємо і з { $digests } надісланих дайджестів.
    }
admin-story-gone = Цієї події вже немає.
notice-sender-down = Дайджестів ніхто не надсилає: процес надсилання не подає ознак життя. Перевірте, чи працює бот (роль sender) і чи є в нього база.
notice-sender-halted = Telegram відмовляє в кожному надсиланні: { $reason } Перевірте BOT_TOKEN і перезапустіть бота.
notice-no-articles = Уже понад годину не надходить жодної статті. Перевірте мережу й джерела: /admin.
notice-broadcast-late = Розсилка запізнюється: { $count ->
        [one] { $count } повідомлення чекає
        [few] { $count } повідомлення чекають
       *[other] { $count } повідомлень чекають
    } вже понад десять хвилин. За повної швидкості на це піде ще { $minutes } хв.
group-any = про все потроху
notice-group-dead = Не відповідає жодне джерело теми «{ $group }». Перевірте їх: /admin.
notice-sources-dead = Не відповідає жодне джерело. Найімовірніше, немає мережі. Перевірте: /admin.

## privacy

privacy =
    <b>Що я зберігаю</b>
    • номер чату та його назву (у приватному чаті — ваше ім’я), мову й часовий пояс;
    • теми, слова й розклад, що ви зберегли й оцінили;
    • які дайджести надіслано ({ $digests } { $digests ->
        [one] день
        [few] дні
       *[other] днів
    }), щоб не повторюватися;
    • для групи чи каналу — хто додав мене туди, хто в редакції та хто що в ній змінював ({ $journals } { $journals ->
        [one] день
        [few] дні
       *[other] днів
    });
    • для каналу — скільки реакцій зібрав кожен дайджест, без імен.

    Ваших повідомлень не накопичую: відповідь під час налаштування зберігаю не довше тижня, пошуковий запит лишається тільки в надісланому дайджесті. Нікому нічого не передаю.

    Заблокуєте мене — налаштування чекатимуть на вас. Усе, що я зберігаю, покаже /export, а видалить /forget.

## forget

forget-ask = Видалити все, що я зберігаю про цей чат: теми, слова, розклад, збережене, оцінки й список надісланих дайджестів? Повернути це буде неможливо.
forget-yes = Так, видалити
forget-no = Ні, залишити
forget-kept = Гаразд, усе залишилося, як було.
forget-done = Видалено все: теми, слова, розклад, збережене, оцінки й список дайджестів. Дайджест більше не приходитиме. Почати наново — /start.
export-caption = Усе, що я зберігаю про цей чат.

## failures

failure = Перепрошую, у мене щось зламалося, і зробити цього не вдалося. Спробуйте ще раз за хвилину. Якщо не допоможе, назвіть операторові код { $reference }.
notice-failure =
    Збій у боті ({ $feature }), код { $reference }:
    { $cause }
notice-mistake =
    Читач повідомив про помилку у викладі (подія { $id }):
    { $headline }
    { $summary }
    { $sources }
failure-toast = Перепрошую, не вдалося. Спробуйте ще раз за хвилину. Код: { $reference }

## digests

digest-morning = Ранковий дайджест
digest-day = Денний дайджест
digest-evening = Вечірній дайджест
digest-night = Нічний дайджест
digest-first = Ваш перший дайджест
digest-asked = Головне зараз
digest-again = Нового поки немає. Головне за добу
digest-urgent = Терміново
digest-resent = Дайджест ще раз
digest-found = Про «{ $words }»
digest-late = { $name } за { $time }, із запізненням
digest-update = Оновлено:
digest-quiet = Нових подій за вашими темами цього разу немає.
digest-too-few = Нових подій поки мало, тож розповім про них у наступному дайджесті.
stories-counted = { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[other] { $count } подій
    }
digest-details = { $date } · { $stories } · { $minutes } хв
digest-all-old = Свіжого за вашими темами поки немає, тож ось останнє, що знаю.
digest-further-sources = ще { $count ->
        [one] { $count } джерело
        [few] { $count } джерела
       *[other] { $count } джерел
    }
schedule-words = { $days } { AT($times) }
schedule-every-day = щодня
schedule-workdays = у будні
schedule-weekend = у вихідні
schedule-every-day-but = щодня, крім { $day ->
        [1] понеділка
        [2] вівторка
        [3] середи
        [4] четверга
        [5] п’ятниці
        [6] суботи
       *[7] неділі
    },
schedule-weekday = { $day ->
        [1] щопонеділка
        [2] щовівторка
        [3] щосереди
        [4] щочетверга
        [5] щоп’ятниці
        [6] щосуботи
       *[7] щонеділі
    }
schedule-cron = за виразом cron «{ $cron }»

## notices

notice-rights-lost = Не можу писати в «{ $chat }»: бракує права на це. Дайджести туди призупинено, налаштування збережено. Поверніть мені право публікувати — і все піде далі само.
notice-topic-closed = Тему в «{ $chat }», куди я надсилаю дайджест, закрито або видалено. Дайджест призупинено, в інші теми я не пишу. Відкрийте тему — або виберіть інше місце.
notice-chat-gone = Мене вже немає в «{ $chat }», тож дайджести туди не виходять. Налаштування збережено: додайте мене знову — і все піде далі само.
notice-digests-expired = Частину дайджестів не вдалося надіслати вчасно, тож я їх відкинув. Їхні події можуть увійти до наступних дайджестів. Скільки їх — у журналі програми.
notice-source-dead = Джерело «{ $title }» перестало працювати, тож я більше його не опитую. Причина: { $reason } Коли все налагодиться, поверніть його командою sources resume.

## desk

digest-corrected = Оновлено о { $time }.
notice-draft-publish =
    Чернетка «{ $name }» для «{ $chat }» готова: { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[other] { $count } подій
    }. Якщо нічого не змінювати, вийде { $when }.
notice-draft-skip =
    Чернетка «{ $name }» для «{ $chat }» готова: { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[other] { $count } подій
    }. Без вашого дозволу вона не вийде. Останній термін — { $when }.
notice-draft-unanswered = На чернетку «{ $name }» для «{ $chat }» ніхто не відповів, тож її не опубліковано. Її події можуть увійти до наступної.
notice-edition-nothing = «{ $name }» для «{ $chat }» цього разу не вийшло: нових подій за його темами немає. Якщо так буває часто, додайте тем або джерел.
desk-button-open-draft = Переглянути чернетку
desk-button-open-post = Переглянути допис
desk-button-publish-all-the-same = Усе-таки опублікувати
desk-button-edition = Налаштувати дайджест
desk-title = Редакція
desk-first-name = Ранкове зведення
desk-further-name = Новий дайджест
desk-no-editions = Тут поки нічого не виходить. Почніть із «Новий дайджест».
desk-button-new = Новий дайджест
desk-state-gone = Мене немає в «{ $chat }», тож дайджести не виходять. Додайте мене адміністратором — і все піде далі само.
desk-state-rights = У «{ $chat }» мені бракує права публікувати, тож дайджести на паузі. Поверніть це право — і все піде далі само.
desk-state-topic = Тему в «{ $chat }» закрито або видалено, тож дайджести на паузі. Відкрийте тему й натисніть «Відновити».
desk-not-launched = ще не запущено; виходитиме { $schedule }
desk-rests = на паузі; розклад — { $schedule }
desk-comes = { $schedule }; наступне — { $next }
desk-button-name = Назва
desk-button-topics = Теми
desk-button-times = Час
desk-button-days = Дні
desk-button-look = Вигляд
desk-button-words = Слова
desk-button-sources = Джерела
desk-button-approval = Погодження
desk-button-preview = Як це виглядатиме
desk-button-launch = Запустити
desk-button-rest = Призупинити
desk-button-go = Відновити
desk-button-delete = Видалити
desk-button-done = Готово
desk-button-all-topics = Усі теми
desk-posts-together = одним дописом
desk-posts-each = допис на подію
desk-most-stories = до { $count } { $count ->
        [one] події
       *[other] подій
    }
desk-form-full = з викладом
desk-form-compact = лише заголовки
desk-length-short = виклад стислий
desk-length-normal = виклад звичайний
desk-length-long = виклад докладний
desk-silent = без звуку
desk-loud = зі звуком
desk-preview-none = без картки посилання
desk-preview-first = з карткою посилання
desk-preview-large = з великою карткою зверху
desk-corrections-marked = Виправлене позначати «оновлено»
desk-corrections-unmarked = Виправляти без позначки
desk-sources-all = Джерела: усі.
desk-sources-but = Джерела: усі, крім { $count ->
        [one] { $count } джерела
       *[other] { $count } джерел
    }.
desk-sources-chosen = { $count ->
        [0] Джерела: жодного. Нічого не вийде, доки ви не виберете.
        [one] Джерела: лише { $count } вибране.
       *[other] Джерела: лише { $count } вибраних.
    }
desk-automatic = Виходить саме.
desk-approval-publish = Чернетка приходить редакції за { $minutes } хв; без відповіді дайджест виходить.
desk-approval-skip = Чернетка приходить редакції за { $minutes } хв; без відповіді дайджест не виходить.
desk-topics = Натискайте в тому порядку, у якому теми мають іти. Ще один дотик прибирає тему.
desk-button-zone = За часом: { $city }
desk-zone = За часом якого міста виходити?
desk-look = Дотик змінює, зміни діють із наступного дайджесту.
desk-approval-explained = Перед кожним виходом редакція отримує чернетку: можна прибрати, переставити, переписати. За скільки часу її надсилати і що робити, якщо ніхто не відповість?
desk-automatic-explained = Дайджест виходить без вашої участі. З погодженням редакція щоразу отримає чернетку наперед.
desk-mode-automatic = Виходить саме
desk-mode-approval = З погодженням
desk-lead = за { $minutes } хв
desk-unanswered-publish = Без відповіді — публікувати
desk-unanswered-skip = Без відповіді — пропустити
desk-button-template = Шаблон
desk-template = Таким буде допис. Будь-яку частину можна змінити:
desk-part-header = Шапка
desk-part-stories = Події
desk-part-hashtags = Хештеги
desk-part-footer = Низ
desk-part-signature = Підпис
desk-template-emoji = Емодзі тем
desk-template-order = Порядок частин
desk-template-rewrite = Змінити
desk-template-drop = Прибрати
desk-ask-header = Надішліть шапку: вона стане замість назви й дати.
desk-ask-footer = Надішліть те, що стоятиме під подіями, — наприклад, запрошення до чату.
desk-ask-signature = Надішліть підпис: він завершує допис.
desk-ask-part =
    Можна з посиланнями, жирним і курсивом. Замість { $places } щоразу підставлятиму потрібне.
    До { $most } знаків. Передумали — /cancel.
desk-fault =
    { $why }
    Ось де: { $place }
    Виправте й надішліть ще раз. Передумали — /cancel.
desk-fault-unknown-place = Що тут підставити, не знаю. Знаю { $places }.
desk-fault-unknown-tag = Такого тегу тут не може бути. Можна b, i, u, s, code, а також a з адресою, що починається з https://.
desk-fault-unclosed-tag = Цей тег не закрито.
desk-fault-unopened-tag = Тут закрито тег, а відкрито перед ним інший.
desk-fault-bare-sign = Поруч із тегами знаки <, > і & пишуть так: &lt; &gt; &amp;
desk-fault-too-long = Задовго: вміститься до { $most } знаків. Позначене — зайве.
desk-fault-too-many-tags = Забагато виділень і посилань: вміститься до { $tags }.
desk-fault-long-links = Посилання задовгі. Найдовше з них позначено: скоротіть його.
desk-emoji-explained = Натисніть тему, щоб вибрати для неї емодзі.
desk-emoji-usual = Поставити всім
desk-emoji-none = Прибрати всі
desk-emoji-which = Що поставити перед темою «{ $topic }»?
desk-emoji-own = Свій емодзі
desk-emoji-without = Без емодзі
desk-ask-emoji = Надішліть один емодзі для теми «{ $topic }». Передумали — /cancel.
desk-emoji-wanted = Потрібен один емодзі без слів. Передумали — /cancel.
order-explained = Натисніть, що переставити, а тоді — куди.
order-picked = Тепер натисніть, куди поставити позначене.
desk-sample-headline = Заголовок події
desk-sample-summary = Тут буде її виклад: що сталося, де й коли.
desk-sample-source = Видання
desk-button-breaking = Термінове
desk-breaking-explained = Щойно станеться щось гучне, запропоную опублікувати це одним дотиком. Гучне — нова подія, про яку за годину розказали чотири видання, а зі словом, за яким ви стежите, — два.
desk-breaking-offer = Пропонувати термінове
desk-breaking-hours = У ці години нічого не пропоную: що сталося за цей час, покажу, щойно вони минуть.
desk-breaking-on = Термінове: запропоную одразу, не більше { $count } на добу.
desk-button-post = Опублікувати
desk-button-no-need = Не треба
desk-button-edit-first = Спершу змінити
notice-draft-breaking =
    <b>{ $headline }</b>{ $summary }
    <i>{ $sources }</i>

    Терміново для «{ $chat }». Опублікувати? Останній термін — { $until }.
draft-told = Про це тут уже розказано, тож удруге не публікую.
desk-delete-ask = Видалити цей дайджест із розкладом і налаштуваннями? Опубліковане в каналі залишиться.
desk-delete-yes = Так, видалити
desk-sources-explained = Зніміть позначку — і подій, про які розповіло лише це джерело, не буде.
desk-sources-only-explained = Будуть лише події, про які розповіло хоча б одне позначене джерело.
desk-sources-mode-all = Усі
desk-sources-mode-only = Лише вибрані
desk-feeds-title = Свої стрічки
desk-feeds-none = Тут будуть стрічки, які ви додасте самі: вони лише для ваших дайджестів, більше ніхто їх не побачить.
desk-feeds-explained = Ці стрічки додали ви: вони лише для ваших дайджестів, більше ніхто їх не побачить.
desk-button-feeds = Свої стрічки
desk-button-feed-new = Додати свою стрічку
desk-button-feed-add = Додати
desk-button-feed-again = Читати знову
desk-button-feed-drop = Прибрати
desk-feed-label = { $title } · своя
desk-feed-where = Надішліть адресу сайту або його стрічки (RSS чи Atom) — я знайду її сам. Передумали — /cancel.
desk-feed-no-address = Це не схоже на адресу сайту. Надішліть її цілком, як-от https://example.com. Передумали — /cancel.
desk-feed-none = Стрічки за цією адресою не знайшов. Спробуйте головну сторінку сайту або точну адресу стрічки. Передумали — /cancel.
desk-feed-unreachable = Сайт не відповідає або не пускає мене. Спробуйте за кілька хвилин чи надішліть іншу адресу. Передумали — /cancel.
desk-feed-barred = Цього видання не додати: воно попросило не переказувати його або його зупинив оператор бота.
desk-feed-found = Знайшов стрічку <b>{ $title }</b>.
desk-feed-empty = Дописів у ній поки немає.
desk-feed-ask = Додати її? Читатиму її лише для ваших дайджестів.
desk-feed-added = Стрічку додано: перші новини з неї з’являться за кілька хвилин.
desk-feed-revived = Гаразд, читаю знову. Якщо сайт відповість, новини з’являться за кілька хвилин.
desk-feed-stopped = Цю стрічку зупинив оператор бота.
desk-feed-removed = Стрічку прибрано.
desk-feed-common = «{ $title }» вже є серед спільних джерел, тож просто вибрав її для вас.
desk-feed-known = «{ $title }» вже є серед ваших стрічок.
desk-feed-too-many = Своїх стрічок може бути не більше { $most }. Щоб додати нову, приберіть якусь із них.
desk-feed-gone = Минуло надто багато часу. Надішліть адресу ще раз.
desk-did-feed-added = додано стрічку «{ $name }»
desk-did-feed-revived = знову читаємо стрічку «{ $name }»
desk-did-feed-removed = прибрано стрічку «{ $name }»
notice-own-feed-dead = Ваша стрічка «{ $title }» у «{ $chat }» більше не відповідає, тож нового з неї не буде. Сайт уже працює — натисніть «Читати знову». Переїхав — приберіть стрічку й додайте за новою адресою.
desk-nothing-to-preview = За останню добу нових подій за цими темами немає.
desk-previewed = Саме так це виглядатиме в каналі.
desk-ask-name = Як назвати дайджест? Наприклад: Ранкове зведення. До { $most } знаків.
desk-name-wanted = Напишіть назву в один рядок, до { $most } знаків. Передумали — /cancel.
desk-edition-gone = Цього дайджесту вже немає. Усе інше — у /channel.
desk-no-desk = Цієї редакції вже немає. Почати наново — /channel.
desk-no-seat = Ви не в редакції «{ $chat }». Попросіть запрошення в її власника.
desk-no-bot = Мене немає в «{ $chat }», тож не можу перевірити ваших прав. Додайте мене туди адміністратором — і продовжимо.
desk-no-rights = Ви вже не адміністратор «{ $chat }» із правом публікувати, тож і в редакції вас більше немає.
desk-no-owner = Це може змінювати лише власник редакції «{ $chat }».
desk-taken = У «{ $chat }» вже є редакція. Попросіть запрошення в її власника.
desk-ownerless = У редакції «{ $chat }» не лишилося власника, тож дайджести на паузі. Як адміністратор ви можете взяти її.
desk-bot-muted = У «{ $title }» мені заборонено писати. Дозвольте мені надсилати повідомлення — і я продовжу сам.
desk-set-up-elsewhere = Дайджести тут веде редакція. Її люди налаштовують усе в приватному чаті зі мною: /channel.
desk-button-claim = Узяти редакцію
notice-desk-ownerless = У редакції «{ $chat }» не лишилося власника, тож дайджести на паузі. Її може взяти будь-який адміністратор.
desk-not-claimed = Цю редакцію вже хтось узяв, або ви не адміністратор із правом публікувати.
desk-button-report = Звіт за тиждень
desk-button-hours = Опублікувати зараз
desk-button-posts = Дописи й чернетки
desk-hours-explained = За який час узяти події? Спершу покажу чернетку.
desk-last-hours = За останні { $count } год
digest-removed = Допис вилучено.
digest-story-withdrawn = Новину знято.
draft-gone = Цієї чернетки вже немає.
draft-empty = Усі події прибрано, показувати нічого.
draft-chat-gone = Мене там уже немає, тож публікувати нікуди. Додайте мене адміністратором і натисніть іще раз: чернетка чекає.
draft-chat-rights = Мені бракує права публікувати. Поверніть його й натисніть іще раз: чернетка чекає.
draft-chat-topic = Тему закрито або видалено, тож публікувати нікуди. Відкрийте її, відновіть дайджест і натисніть іще раз.
draft-nothing-new = За цей час нічого нового, про що тут іще не розповідали.
draft-no-posts = Тут поки нічого не виходило.
draft-posts = Виберіть допис, щоб виправити, вилучити чи опублікувати ще раз.
draft-tap-number = Щоб змінити подію, натисніть її номер.
draft-by-itself = бот
draft-waits = Опублікуйте, коли будете готові. Останній термін — { $when }.
draft-open-publish = Вийде { $when }, якщо ніхто нічого не змінить.
draft-open-skip = Вийде лише з вашого дозволу. Останній термін — { $when }.
draft-approved = { $who }: виходить, як заплановано, — { $when }.
draft-published = Опубліковано. Остання зміна: { $who }.
draft-going = Ще в дорозі до каналу. Остання зміна: { $who }.
draft-doubtful = Не знаю, чи вийшло: Telegram не відповів. Загляньте туди й скажіть, чи є допис.
draft-partly = Вийшло не все: частину Telegram не прийняв.
draft-not-out = Не вийшло: Telegram не прийняв допису. Змініть, що треба, і опублікуйте ще раз.
draft-too-late = Не вийшло: не вдалося надіслати вчасно. Можна опублікувати зараз.
draft-skipped = Не опубліковано. Рішення: { $who }.
draft-taken-away = Допис вилучено. Рішення: { $who }.
draft-now-open = Чернетку щойно змінено. Хто: { $who }. Показую, як тепер.
draft-now-approved = Чернетку вже дозволено. Хто: { $who }. Показую, як тепер.
draft-now-published = Чернетку вже опубліковано чи виправлено. Хто: { $who }. Показую, як тепер.
draft-now-skipped = Чернетку вже пропущено чи вилучено. Хто: { $who }. Показую, як тепер.
draft-changed = Чернетку тим часом змінив хтось інший, тож я нічого не робив. Відкрийте її ще раз.
draft-button-add = Додати подію
draft-button-look = Як це виглядатиме
draft-button-now = Опублікувати зараз
draft-button-as-planned = О { $time }, як заплановано
draft-button-skip = Пропустити
draft-button-remove-post = Вилучити допис
draft-button-again = Опублікувати ще раз
draft-button-missing = Опублікувати решту
draft-button-arrived = Допис є
draft-button-up = ↑ Вище
draft-button-down = ↓ Нижче
draft-button-out = ✕ Прибрати
draft-button-in = Повернути
draft-button-headline = Інший заголовок
draft-button-summary = Інший виклад
draft-button-split = Не та подія
draft-button-back = ← До чернетки
draft-story-out = Цю подію прибрано.
draft-overruled = Попри застереження лишено: { $words }.
draft-ask-headline = Напишіть новий заголовок, до { $most } знаків. Передумали — /cancel.
draft-ask-summary = Напишіть новий виклад, до { $most } знаків. Передумали — /cancel.
draft-ask-add = Яку подію додати? Надішліть посилання на статтю або кілька слів. Передумали — /cancel.
draft-not-found = Такої події не знайшов. Спробуйте інші слова або посилання. Передумали — /cancel.
draft-too-long = Задовго: { $count ->
        [one] { $count } знак
        [few] { $count } знаки
       *[many] { $count } знаків
    }, а вміститься до { $most }. Скоротіть і надішліть ще раз. Передумали — /cancel.
draft-guard-unknown = У джерелах цього немає: { $words }.
draft-guard-quotation = Таких слів у лапках джерела не наводять: { $words }.
draft-guard-roles = Джерела інакше кажуть, хто що зробив: { $words }.
draft-guard-negation = Джерела кажуть протилежне: { $words }.
draft-guard-verdict = Такої оцінки джерела не дають: { $words }.
draft-guard-purity = Українською краще інакше: { $words }.
draft-guard-word = «{ $words }»
draft-guard-better = «{ $words }» → «{ $better }»
draft-guard-mixed = «{ $words }» (літери двох абеток)
draft-guard-broken = Це не текст, а код чи зіпсовані літери: { $words }.
draft-guard-choice = Надішліть інші слова — або лишіть так, якщо певні.
draft-button-keep = Лишити так
draft-keep-gone = Цих слів я вже не бачу. Надішліть їх іще раз.
draft-split-ask = Яка з цих статей — про іншу подію? Відокремлю її.
draft-one-article = Тут уже нема чого відокремлювати.
draft-goes = Публікую.
draft-corrects = Виправляю.
draft-will-go = Гаразд, вийде, як заплановано.
draft-left-out = Пропущено.
draft-confirmed = Гаразд, допис є.
draft-on-its-way = Цей допис іще в дорозі. Зачекайте хвилину.
draft-in-doubt = Спершу треба знати, що вийшло. Загляньте туди й скажіть це кнопкою під чернеткою.
draft-out-of-reach = Telegram не назвав номера цього допису, тож я не можу його змінити. Зробіть це в каналі самі.
draft-removed = Вилучено.
draft-refused = Telegram не дає змінити цей допис. Перевірте мої права в каналі.
draft-nothing-sent = Допис іще не вийшов, тож і виправляти нема чого. Спробуйте за хвилину.
draft-does-not-fit = Так допис стане задовгим, тож лишаю, як було. Приберіть щось або скоротіть.
desk-button-people = Люди
desk-button-journal = Журнал
desk-people-title = Редакція: люди
desk-journal-title = Редакція: журнал
desk-somebody = хтось із редакції
desk-role-owner = власник
desk-role-editor = редактор
desk-make-owner = Зробити власником: { $name }
desk-make-editor = Зробити редактором: { $name }
desk-button-unseat = ✕ { $name }
desk-button-leave = Вийти з редакції
desk-invite-editor = Запросити редактора
desk-invite-owner = Запросити власника
desk-revoke = Скасувати запрошення
desk-revoked = Невикористані запрошення скасовано.
desk-invitation-editor = Перешліть це посилання адміністраторові «{ $chat }»: { $link } Воно спрацює один раз і діє три дні. Редактор погоджує, виправляє й публікує.
desk-invitation-owner = Перешліть це посилання адміністраторові «{ $chat }»: { $link } Воно спрацює один раз і діє три дні. Власник може все, що й ви.
desk-invite-void = Це запрошення вже не діє, або ви не адміністратор каналу з правом публікувати. Попросіть інше.
desk-left = Ви вийшли з редакції «{ $chat }».
desk-did-opened = відкрито редакцію
desk-did-claimed = узято редакцію
desk-did-lost = вибув: немає прав у Telegram
desk-did-left = вихід із редакції
desk-did-joined = прийнято запрошення
desk-did-invited = створено запрошення
desk-did-revoked = скасовано запрошення
desk-did-role = змінено роль
desk-did-unseated = вилучено з редакції
desk-did-created = «{ $name }»: створено
desk-did-changed = «{ $name }»: змінено налаштування
desk-did-launched = «{ $name }»: запущено
desk-did-paused = «{ $name }»: на паузі
desk-did-resumed = «{ $name }»: відновлено
desk-did-deleted = «{ $name }»: видалено
desk-did-published = «{ $name }»: опубліковано
desk-did-approved = «{ $name }»: дозволено
desk-did-skipped = «{ $name }»: пропущено
desk-did-again = «{ $name }»: опубліковано ще раз
desk-did-removed = «{ $name }»: вилучено допис
desk-did-moved = «{ $name }»: переставлено події
desk-did-cut = «{ $name }»: прибрано або повернуто подію
desk-did-parted = «{ $name }»: розділено подію
desk-did-reworded = «{ $name }»: змінено слова
desk-did-overruled = «{ $name }»: змінено слова попри застереження
desk-did-added = «{ $name }»: додано подію
desk-did-arrived = «{ $name }»: допис є в каналі
notice-digest-uncertain = Не знаю, чи вийшло «{ $name }» у «{ $chat }»: Telegram не відповів. Загляньте туди. Допис є — так і скажіть, немає — опублікуйте ще раз.
notice-digest-partly = «{ $name }» у «{ $chat }» вийшло не все: частину Telegram не прийняв. Решту можна опублікувати ще раз.
notice-digest-failed = «{ $name }» у «{ $chat }» не вийшло: Telegram не прийняв допису. Перегляньте його, за потреби виправте й опублікуйте ще раз.
notice-digest-expired = «{ $name }» у «{ $chat }» не вийшло: не вдалося надіслати вчасно. Його події можуть увійти до наступного — або опублікуйте зараз.
notice-correction-failed = Не вдалося виправити «{ $name }» у «{ $chat }»: Telegram відмовив, тож допис стоїть, як був. Перевірте моє право редагувати й спробуйте ще раз.
notice-edition-source-dead = Джерело «{ $title }», яке ви вибрали для «{ $name }» у «{ $chat }», більше не відповідає, тож нового з нього не буде. Перевірте, чи воно живе, або виберіть інше.
desk-button-give-rights = Повернути право
desk-button-bring-back = Повернути мене
desk-button-topic-open = Тему відкрито — продовжити
desk-button-elsewhere = Вибрати інше місце
desk-button-give-now = Дати право в Telegram
desk-button-look-again = Перевірити ще раз
desk-missing-bot = Мене немає в «{ $chat }». Натисніть «Дати право в Telegram», виберіть «{ $chat }» і підтвердьте — далі я впораюся.
desk-missing-right = У «{ $chat }» я є, але публікувати не можу. Натисніть «Дати право в Telegram», виберіть «{ $chat }» і підтвердьте.
desk-missing-voice = У «{ $chat }» мені заборонено писати. Відкрийте список учасників групи, знайдіть мене й дозвольте надсилати повідомлення.
desk-place-back = Усе гаразд: дайджести виходитимуть далі.
desk-button-again = Опублікувати ще раз
desk-button-missing = Опублікувати решту
desk-button-arrived = Допис є
desk-button-correct-again = Виправити ще раз
desk-button-look-there = Відкрити канал
desk-button-show-source = Показати джерело
desk-button-other-sources = Вибрати інші джерела

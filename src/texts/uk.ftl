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

days-all = Щодня
days-working = У будні
days-weekend = У вихідні

## commands

command-start = Почати або налаштувати все наново
command-latest = Що нового. З кількома словами — пошук
command-topics = Теми
command-schedule = Коли надсилати дайджест
command-channel = Дайджест для вашого каналу
command-help = Що я вмію
command-privacy = Що я зберігаю
bot-description = «Коротко» збирає українські новини й переказує головне кількома реченнями, з посиланнями на джерела. Виберіть теми й час — і дайджест приходитиме сам: вам, у групу чи в канал.
bot-short-description = Головні новини кількома реченнями, з посиланнями на джерела.

## buttons

button-next = Далі
button-back = ← Назад
button-done = Готово
button-all-topics = Усі теми
button-topics = Теми
button-schedule = Розклад
button-latest = Дайджест зараз

## start

start-greeting =
    Вітаю! Це «Коротко»: головні новини кількома реченнями.
    Кожну подію згадую один раз і показую, звідки про неї відомо.

    <b>Про що вам розповідати?</b> Позначте теми й натисніть «Далі».
start-topics-needed = Позначте хоча б одну тему.
start-topics-hint = Позначте теми кнопками вище й натисніть «Далі». Передумали — /cancel.
start-times =
    Теми: { $topics }.

    <b>Коли надсилати дайджест?</b> Час київський.
start-times-morning = Вранці, о 08:00
start-times-evening = Увечері, о 20:00
start-times-both = І вранці, і ввечері
start-times-own = Свій час
start-times-hint = Виберіть час кнопкою вище або напишіть свій, наприклад 07:30. Передумали — /cancel.
start-done =
    Готово! { $days } { AT($times) } чекайте на дайджест. Найближчий — { $next }.
    Теми: { $topics }.

    А перший надсилаю просто зараз.
start-done-nothing =
    Готово! { $days } { AT($times) } чекайте на дайджест. Найближчий — { $next }.
    Теми: { $topics }.

    Свіжих новин за цими темами ще немає, тож перший дайджест прийде за розкладом.
start-again =
    З поверненням! Усе, що ви налаштували, збережено.
start-left = Гаразд, зупиняємося. Повернутися до налаштування: /start.
start-nothing-to-leave = Зараз нічого скасовувати. Що я вмію: /help.

## time asked

time-ask = Напишіть час, наприклад 07:30. Можна кілька: 08:00, 13:00, 20:00.
time-not-understood = Не схоже на час. Напишіть так: 07:30 або 08:00, 20:00. Передумали — /cancel.
time-too-many = Забагато: дайджест може приходити щонайбільше { $most ->
        [one] { $most } раз
        [few] { $most } рази
       *[other] { $most } разів
    } на день. Напишіть менше.
time-text-wanted = Чекаю на час словами, наприклад 07:30. Передумали — /cancel.

## settings

settings-title = <b>Налаштування</b>
settings-of = <b>Налаштування: { $title }</b>
settings-topics = Теми: { $topics }.
settings-topics-none = Тем ще не вибрано.
settings-topics-all = усі
settings-topics-count = { $count ->
        [one] { $count } тема
        [few] { $count } теми
       *[other] { $count } тем
    }
settings-schedule = { $days } { AT($times) } ({ $zone }). Найближчий дайджест — { $next }.
settings-schedule-paused = Дайджест призупинено.
settings-schedule-none = Розкладу ще немає: дайджест сам не приходить.

## topics panel

topics-panel =
    <b>Теми</b>
    Позначене потрапляє в дайджест. Зміни зберігаються одразу.
topics-panel-none =
    <b>Теми</b>
    Нічого не позначено, тож дайджест не приходитиме. Виберіть хоча б одну тему.
topics-panel-of =
    <b>Теми: { $title }</b>
    Позначене потрапляє в дайджест. Зміни зберігаються одразу.
topics-panel-none-of =
    <b>Теми: { $title }</b>
    Нічого не позначено, тож дайджест не виходитиме. Виберіть хоча б одну тему.

## schedule panel

schedule-title = <b>Розклад</b>
schedule-title-of = <b>Розклад: { $title }</b>
schedule-on =
    { $days } { AT($times) }.
    Часовий пояс: { $zone }.
    Найближчий дайджест — { $next }.
schedule-paused =
    { $days } { AT($times) }.
    Часовий пояс: { $zone }.
    Дайджест призупинено.
schedule-none = Дайджест поки не приходить за розкладом. Виберіть час.
schedule-times = Час
schedule-days = Дні
schedule-zone = Часовий пояс
schedule-pause = Призупинити
schedule-resume = Відновити
schedule-own-time = Свій час
schedule-pick-times = О котрій надсилати? Можна позначити кілька.
schedule-pick-days = У які дні надсилати?
schedule-pick-zone = За яким часом надсилати?
schedule-last-time = Має лишитися хоча б один час. Щоб не надсилати зовсім, призупиніть розклад.
schedule-last-day = Має лишитися хоча б один день. Щоб не надсилати зовсім, призупиніть розклад.
schedule-saved = Збережено: { $days } { AT($times) }. Найближчий дайджест — { $next }.
schedule-saved-paused = Збережено: { $days } { AT($times) }. Дайджест призупинено: відновити можна в /schedule.

## latest

latest-on-its-way = Збираю найсвіжіше…
latest-nothing = За вашими темами свіжих новин ще немає. Змінити теми — /topics, пошукати — /latest і кілька слів.
latest-no-topics = Ви ще не вибрали тем. Почніть із /topics.
latest-not-found = Про «{ $words }» нічого не знайшлося. Спробуйте інше слово або подивіться, що нового: /latest.
latest-words-too-long = Задовгий запит. Напишіть кілька слів, наприклад: /latest НАТО.

## help

help =
    <b>Що я вмію</b>
    /latest — що нового просто зараз
    /latest НАТО — пошук за словами
    /topics — теми
    /schedule — коли надсилати дайджест
    /channel — дайджест для вашого каналу
    /privacy — що я зберігаю

    Додайте мене до групи, і дайджест приходитиме туди. Теми й розклад у групі змінюють адміністратори.
help-group =
    <b>Що я вмію</b>
    /latest — що нового просто зараз
    /latest НАТО — пошук за словами
    /topics — теми
    /schedule — коли надсилати дайджест

    Теми й розклад змінюють адміністратори.
not-understood = Такого я не вмію. Що вмію — у /help.
not-understood-media = Я читаю лише текст. Напишіть кілька слів — пошукаю новини. Усе, що вмію, — у /help.

## groups

group-added =
    Вітаю! Надсилатиму сюди короткий дайджест новин, щойно адміністратор вибере теми й час.
    Почати — /start.
group-start = Тут приходитиме короткий дайджест новин. Теми й час вибирають адміністратори.
group-admins-only = Це можуть змінювати лише адміністратори.
panel-of-another = Цю панель відкрила інша людина. Щоб мати свою, надішліть команду самі.
panel-chat-unknown = Цей чат мені вже не знайомий. Почніть із /start.

## channel

channel-ask = <b>Дайджест для каналу.</b> Натисніть «Вибрати канал» унизу: Telegram покаже ваші канали й додасть мене адміністратором із правом публікувати.
channel-pick = Вибрати канал
channel-cancel = Не зараз
channel-cancelled = Гаразд. Коли надумаєте — /channel.
channel-known = Ваші канали:
channel-another = Інший канал
channel-added =
    Канал «{ $title }» під’єднано. Виберіть для нього теми й час — і дайджести виходитимуть самі.
channel-you-not-admin = Ви не адміністратор каналу «{ $title }», тож налаштувати дайджест для нього не можете.
channel-bot-not-admin = У каналі «{ $title }» я не маю права публікувати. Зробіть мене адміністратором із цим правом, і спробуйте ще раз: /channel.
channel-unreachable = До цього каналу я не маю доступу. Додайте мене туди адміністратором, і спробуйте ще раз: /channel.
channel-gone = Канал «{ $title }» мені вже не доступний. Поверніть мене в адміністратори, і дайджести відновляться.
channel-private-only = Канал налаштовують у приватному чаті зі мною.

## privacy

privacy =
    <b>Що я зберігаю</b>
    • номер і назву чату, його мову й часовий пояс;
    • теми та розклад;
    • які дайджести надіслано — щоб не повторюватися;
    • для каналу — хто його налаштував.

    Повідомлень, які ви пишете, не зберігаю. Нікому нічого не передаю: новини я беру в медіа, а про вас їм нічого не відомо.

## failures

failure = Щось пішло не так, і цього зробити не вдалося. Спробуйте ще раз за хвилину. Якщо не допоможе, повідомте операторові код { $reference }.
failure-toast = Не вдалося. Спробуйте ще раз за хвилину. Код: { $reference }

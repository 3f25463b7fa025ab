# Тексти Vestnik українською. Надсилаються як HTML Телеграму, підстановки екрановано; ті, чиї назви закінчуються на -button,
# -notice або -mark, і bot-description — простий текст.

bot-description =
    Читаю за вас публічні канали Телеграму. Скажіть, за якими каналами стежити і які слова шукати: я знаходжу слово в будь-якій формі, раз на день надсилаю дайджест і шукаю в усьому прочитаному.

## Початок

start =
    👋 <b>Вітаю, я Vestnik.</b>
    Читаю за вас публічні канали Телеграму й знаходжу важливі для вас слова в будь-якій формі.
    Раз на день надходить дайджест, а шукати можна в усьому, що я прочитав.

    <b>З чого почати:</b> надішліть посилання на канал або /follow @назва. Решта — у /help.
start-follow =
    👋 <b>Вітаю, я Vestnik.</b> Читаю за вас публічні канали Телеграму й раз на день надсилаю дайджест.

    Почнемо з каналу <b>@{ $channel }</b>?
start-group =
    👋 <b>Вітаю, я Vestnik.</b> Читаю публічні канали Телеграму й раз на день приношу в групу дайджест.

    Адміністратор може почати з /follow @назва. Решта — у /help.
help-title = <b>Що я вмію</b>
help-more = Як скласти запит: <code>/help запити</code>
help-queries-title =
    <b>Як скласти запит</b>
    Пишіть його після /watch або /search.
help-queries-more = /watch покаже, як запит зрозуміло і що він знайшов би, перш ніж зберегти.

## Помилки

error-not_found = Не знайшлося. Можливо, це вже видалено. Спробуйте почати спочатку.
error-invalid_input = Не вдалося зрозуміти. Як писати, підкаже /help.
error-forbidden = Тут так не можна.
error-limit_reached = Досягнуто межі. Приберіть щось непотрібне й спробуйте ще раз.
error-busy = Зараз я зайнятий. Спробуйте, будь ласка, за хвилину.
error-unsupported = Цього я поки не вмію.
error-defect = У мене щось зламалося, я записав це в журнал. Спробуйте, будь ласка, трохи згодом.
not-allowed = Вибачте, це закритий бот. Хто може ним користуватися, вирішує власник.
not-allowed-notice = Вибачте, це закритий бот.
admins-only = У групі змінювати мої налаштування можуть лише адміністратори.
admins-only-notice = Тут це можуть лише адміністратори.
unknown-command = Такої команди я не знаю. Усі команди — у /help.
unknown-command-near = Такої команди я не знаю. Може, { $near }?
button-old-notice = Ця кнопка зі старого повідомлення. Надішліть, будь ласка, команду ще раз.

## Канали

subscribers =
    { $count ->
        [one] { $label } підписник
        [few] { $label } підписники
        [many] { $label } підписників
       *[other] { $label } підписника
    }
follow-usage =
    За яким каналом стежити? Надішліть назву або посилання, можна одразу кілька:
    <code>/follow @назва</code>
    <code>/follow t.me/назва t.me/інша</code>
follow-followed = ✅ Стежу за каналом { $channel }
follow-progress =
    { $total ->
        [one] ⏳ Завантажую останній { $total } допис: поки { $done }
        [few] ⏳ Завантажую останні { $total } дописи: поки { $done }
        [many] ⏳ Завантажую останні { $total } дописів: поки { $done }
       *[other] ⏳ Завантажую останні { $total } допису: поки { $done }
    }
follow-ready = Останні дописи вже тут, у них можна шукати.
follow-slow = Старі дописи ще завантажуються, я потихеньку продовжу.
follow-when = 📰 Дайджест надходить <b>{ $when }</b> ({ $zone }). Інший час: /schedule
follow-next = Поки запитів немає, у дайджест потрапляють усі дописи. Щоб отримувати лише важливе: <code>/watch слово</code>
follow-past = Старіші дописи теж можна завантажити:
follow-past-many = Старіші дописи { $channels } теж можна завантажити:
follow-already = 👌 Ви вже стежите за каналом { $channel }.
follow-no-preview-channel = 🔒 Канал <b>{ $title }</b> ({ $name }) не має публічного перегляду: його вимкнув власник або обмежив Телеграм.
follow-no-preview-ways =
    Канал без перегляду можна читати двома способами:
    1. Адміністратор каналу додасть мене до адміністраторів, без права писати. Відтоді я отримую дописи й одразу повідомлю. Прохання я запамʼятав.
    2. Через чийсь акаунт Телеграму. Цього в мені немає: таке джерело може додати той, хто мене запустив.
follow-invite-button = ➕ Додати до мого каналу
follow-no-preview-group = 👥 { $name } — це група, а не канал. Я читаю лише публічні канали.
follow-no-preview-bot = 🤖 { $name } — це бот, а не канал. Я читаю лише публічні канали.
follow-no-preview-contact = 🤔 За назвою { $name } публічного каналу не видно: можливо, це людина або назва вільна. Перевірте, чи немає помилки.
follow-unreachable = ⚠️ { $name }: { $fault }. Спробуйте за кілька хвилин.
follow-invalid-invite_link = 🔒 «{ $input }» — запрошення до закритого чату. Я читаю лише публічні канали, що мають @назву.
follow-invalid-private_link = 🔒 «{ $input }» веде до закритого каналу. Я читаю лише публічні канали, що мають @назву.
follow-invalid-not_a_name = 🤔 «{ $input }» — не назва каналу. Назви мають вигляд <code>@name</code>: від 4 до 32 латинських літер, цифр і підкреслень, першою йде літера.
follow-invalid-reserved = 🤔 «{ $input }» — сторінка самого Телеграму, а не канал.
follow-limit =
    { $limit ->
        [one] Ви стежите за { $limit } каналом, більше для одного чату не можна. Місце звільнить /unfollow.
       *[other] Ви стежите за { $limit } каналами, більше для одного чату не можна. Місце звільнить /unfollow.
    }
follow-button = Стежити за { $name }
follow-offer =
    { $count ->
        [one] Стежити за { $channels }?
       *[other] За яким каналом стежити: { $channels }?
    }
follow-offer-private = 🔒 Цей допис із закритого каналу. Я читаю лише публічні канали, що мають @назву.
unfollow-choose = За яким каналом більше не стежити?
unfollow-done = Більше не стежу за каналом { $channel }. Повернути: <code>/follow { $name }</code>
unfollow-notice = Більше не стежу: { $title }
not-followed = Ви не стежите за { $name }.
followed-where = Ваші канали — у /channels.
channels-none = Ви поки не стежите за жодним каналом. Перший крок: <code>/follow @назва</code> (або посилання).
channels-title =
    { $count ->
        [one] <b>{ $count } канал</b>
        [few] <b>{ $count } канали</b>
        [many] <b>{ $count } каналів</b>
       *[other] <b>{ $count } каналу</b>
    }
channels-last-post = останній допис { $ago }
channels-no-posts = дописів поки немає
channels-last-read = перевірено { $ago }
channels-never-read = ще не перевірявся
channels-pushed = дописи надходять одразу після виходу
channels-back-button = ‹ Усі канали
channel-gone-notice = Ви більше не стежите за цим каналом.
channel-posts =
    { $count ->
        [one] зберігається { $count } допис
        [few] зберігаються { $count } дописи
        [many] зберігається { $count } дописів
       *[other] зберігається { $count } допису
    }
channel-last-attempt = остання спроба { $ago }: { $fault }
channel-boilerplate = <b>Повторювані рядки</b> відкладено: у них не шукаю, до витягів вони не потрапляють, в архіві залишаються.
channel-boilerplate-more = … і ще { $count }
channel-boilerplate-none = Повторюваних рядків немає: дописи переглядаються цілком.
channel-boilerplate-unknown = Повторювані рядки, як-от підпис каналу, ще не вивчено: потрібно більше дописів.
fault-preview_unavailable = публічний перегляд зник
fault-markup_changed = сторінка Телеграму має не той вигляд, який я вмію читати
fault-blocked = Телеграм поки мене не пускає
fault-rate_limited = Телеграм просить не поспішати
fault-server_error = на сервері Телеграму негаразди
fault-network = сайт Телеграму недоступний
fault-timeout = сайт Телеграму не відповідає вчасно
fault-too_large = сторінка завелика
fault-identity_changed = ця назва тепер в іншого каналу

## Запити

watch-usage =
    Що шукати? Наприклад:
    <code>/watch школа вибори</code>
    <code>/watch "шлях додому" -кіно</code>
    Докладніше: <code>/help запити</code>
watch-save-button = ✅ Зберегти
watch-edit-button = ✏️ Змінити
watch-cancel-button = ✖️ Скасувати
watch-edit =
    ✏️ Натисніть, щоб скопіювати, змініть і надішліть:
    <code>/watch { $query }</code>
watch-cancelled = Нічого не збережено.
watch-week =
    { $count ->
        [one] <b>{ $count } допис</b> за 7 днів
        [few] <b>{ $count } дописи</b> за 7 днів
        [many] <b>{ $count } дописів</b> за 7 днів
       *[other] <b>{ $count } допису</b> за 7 днів
    }, { $channels ->
        [one] у { $channels } каналі
       *[other] у { $channels } каналах
    }
watch-week-about = <b>приблизно { $count } дописів</b> за 7 днів, { $channels ->
        [one] у { $channels } каналі
       *[other] у { $channels } каналах
    }
watch-week-nothing = За 7 днів нічого; ось що було раніше:
watch-week-never = В архіві ваших каналів такого поки немає.
watch-broad = ⚠️ Це { $percent } % усіх їхніх дописів. Ще одне слово або мінус зробить запит вужчим.
watch-added = 👀 Запит { $number } збережено: <code>{ $query }</code>
watch-first = Тепер у дайджест потраплять лише дописи за вашими запитами.
watch-search-button = 🔎 Що вже знайшлося
watch-resumed = ▶️ Запит { $number } знову працює: <code>{ $query }</code>
watch-already = Такий запит уже є, номер { $number }: <code>{ $query }</code>
watch-limit =
    { $limit ->
        [one] У вас { $limit } запит, більше для одного чату не можна. Місце звільнить /unwatch.
        [few] У вас { $limit } запити, більше для одного чату не можна. Місце звільнить /unwatch.
        [many] У вас { $limit } запитів, більше для одного чату не можна. Місце звільнить /unwatch.
       *[other] У вас { $limit } запиту, більше для одного чату не можна. Місце звільнить /unwatch.
    }
watches-none = Збережених запитів немає: у дайджест потрапляють усі дописи ваших каналів. Щоб отримувати лише важливе: <code>/watch слово</code>
watches-title =
    { $count ->
        [one] <b>{ $count } збережений запит</b>
        [few] <b>{ $count } збережені запити</b>
        [many] <b>{ $count } збережених запитів</b>
       *[other] <b>{ $count } збереженого запиту</b>
    }
watches-all-paused = Усі запити на паузі, тому в дайджест потрапляють усі дописи. Щоб він не надходив: <code>/schedule off</code>
watches-week = { $count } за 7 днів
watches-week-about = приблизно { $count } за 7 днів
watches-paused-mark = на паузі
watches-pause-button = ⏸ Пауза { $number }
watches-resume-button = ▶️ Увімкнути { $number }
watches-remove-button = 🗑 Видалити { $number }
watches-rises-button = 📈 Повідомляти про сплески
watches-rises = 📈 <b>Сплески.</b> Натисніть на запит: щойно дописів стане значно більше, ніж зазвичай, я одразу надішлю їхню кількість і головний допис. Не частіше разу на добу й не в тихі години. Щоб знати, скільки буває зазвичай, потрібні дописи за три тижні.
watches-paused-notice = На паузі
watches-resumed-notice = Знову працює
watches-removed-notice = Видалено
watches-unmuted-notice = { $name } знову в запиті
watches-gone-notice = Цей запит уже видалено
unwatch-unknown = Запиту { $number } немає.
unwatch-done = 🗑 Запит видалено: <code>{ $query }</code>
query-meant = Можливо, ви мали на увазі:
query-fault-instead = Напишіть так: { $suggestion }

## Дайджест

schedule-title = 🕘 <b>Коли я пишу</b> ({ $zone })
schedule-plan = <b>{ $number }.</b> { $when }
schedule-plan-off = <b>{ $number }.</b> <s>{ $when }</s>, вимкнено
schedule-plan-next = Наступний раз: { $at }
schedule-next = Найближчі: { $times }
schedule-at-once = Кожен допис — за секунди після того, як я його побачу.
schedule-topic = У тему цього чату
schedule-more = і ще { $count }
schedule-quiet = 🌙 Тихі години з { $from } до { $to }
schedule-quiet-off = 🌙 Тихих годин немає
schedule-muted = 🔕 Мовчу до { $at }
schedule-usage =
    Наприклад:
    <code>/schedule у будні о 8:30 і 18:00</code>
    <code>/schedule щогодини з 9 до 21 Київ</code>
    <code>/schedule додати одразу</code>
    <code>/schedule тихо 23-7</code>
schedule-set = ✅ Писатиму <b>{ $when }</b> ({ $zone }).
schedule-which = <b>{ $when }</b> — для якого плану?
schedule-done-off = 🔕 Вимкнено. Те, що накопичилося, як і раніше, надішле /digest.
schedule-done-on = 🔔 Увімкнено.
schedule-done-quiet = ✅ Тихі години змінено.
schedule-done-muted = ✅ Готово.
schedule-done-zone = ✅ Часовий пояс змінено.
schedule-done-removed = 🗑 План видалено.
schedule-done-undone = ↩️ Усе як було.
schedule-no-plan = Плану { $number } немає. Які є, покаже /schedule.
schedule-too-many = Планів уже { $limit }, більше не зберігаю. Спершу видаліть один.
schedule-last = Це останній план: вимкнути його можна так — <code>/schedule off</code>.
schedule-fault-bad-time = «{ $input }» — не час доби. Напишіть години й хвилини, наприклад <code>09:00</code>.
schedule-fault-unexpected = «{ $input }» тут мені ні про що не говорить.
schedule-fault-bad-range = «{ $input }» закінчується раніше, ніж починається. Години — у межах одного дня, наприклад <code>9-21</code>.
schedule-fault-too-many-times = Понад 24 рази на день. Напишіть <code>щогодини</code>.
schedule-fault-quiet-hours = Коли починаються й закінчуються тихі години? Напишіть <code>тихо 23:00-7:00</code> або <code>тихо викл</code>.
schedule-fault-quiet-days = «{ $input }» не підходить: тихі години однакові щодня. Напишіть просто <code>тихо 23-7</code> або додайте час: <code>у будні о 9:00, тихо 23-7</code>.
schedule-fault-mute-end = На скільки? Напишіть <code>мовчати 3 години</code>, <code>мовчати до 18:00</code> або <code>мовчати до пн 9:00</code>, не довше року.
schedule-fault-which-plan = Який план? Напишіть його номер, наприклад <code>видалити #2</code>.
schedule-unknown-zone = Не знаю часового поясу { $input }. Напишіть його назву, наприклад <code>Europe/Kyiv</code>, або найближче велике місто.
schedule-which-zone = Не знаю часового поясу { $input }. Можливо, один із цих?
schedule-quiet-help = У ці години нічого не надходить, накопичене надійде наприкінці. Інші: <code>/schedule тихо 22:30-6:15</code>
schedule-mute-help = До того часу сам нічого не пишу, накопичене надійде потім. Інший час: <code>/schedule мовчати до 2026-12-31 18:00</code>
schedule-zone-help = Де ви? Або напишіть місто: <code>/schedule Берлін</code>
schedule-undo-late-notice = Це було надто давно, уже не скасую. Змінити: /schedule
schedule-undo-changed-notice = Відтоді це змінювали, тож не чіпаю. Змінити: /schedule
schedule-late-notice = Це було надто давно. Напишіть ще раз після /schedule.
schedule-location-ask = 📍 Кнопка внизу надішле мені, де ви. Я візьму звідти часовий пояс, а саме місце не збережу.
schedule-location-taken = 📍 Ваш пояс — { $zone }. Саме місце не зберігаю.
schedule-location-needless = 📍 Геопозиція більше не потрібна.
schedule-location-nowhere = 📍 Не знаю такого місця. Напишіть місто: <code>/schedule Берлін</code>
schedule-location-offer = 📍 Часовий пояс там — { $zone }. Саме місце не зберігаю.
schedule-times-button = О годині
schedule-hours-button = Щогодини
schedule-instant-button = Одразу
schedule-add-time-button = ➕ Час
schedule-every-button = { $count ->
    [1] Щогодини
    [one] Кожну { $count } годину
    [few] Кожні { $count } години
    [many] Кожні { $count } годин
   *[other] Кожні { $count } години
}
schedule-from-button = З { $time }
schedule-to-button = До { $time }
schedule-queries-button = { $chosen ->
    [all] Усі запити
   *[some] Запити: { $count }
}
schedule-channels-button = { $chosen ->
    [all] Усі канали
   *[some] Канали: { $count }
}
schedule-whole-watches-button = Усі запити
schedule-whole-channels-button = Усі канали
schedule-empty-button = { $tells ->
    [true] Якщо порожньо: «нічого нового»
   *[false] Якщо порожньо: без повідомлення
}
schedule-on-button = 🔔 Увімкнути
schedule-off-button = 🔕 Вимкнути
schedule-remove-button = 🗑 Видалити
schedule-here-button = 📍 Писати сюди
schedule-chat-button = 📍 Не в тему
schedule-back-button = ‹ Назад
schedule-add-button = ➕ Ще один
schedule-quiet-button = 🌙 Тихо
schedule-mute-button = 🔕 Мовчати
schedule-zone-button = 🌍 Пояс
schedule-undo-button = ↩️ Скасувати
schedule-where-button = 📍 За геопозицією
schedule-location-button = 📍 Надіслати геопозицію
schedule-location-use-button = 🌍 { $zone }
schedule-no-quiet-button = Немає
schedule-silence-1h-button = 1 година
schedule-silence-8h-button = 8 годин
schedule-silence-morning-button = До завтра, 09:00
schedule-silence-week-button = Тиждень
schedule-silence-off-button = 🔔 Писати знову
schedule-region-europe-button = Європа
schedule-region-asia-button = Азія
schedule-region-america-button = Америка
schedule-region-africa-button = Африка
schedule-region-australia-button = Австралія
schedule-region-pacific-button = Тихий океан
digest-title = Дайджест · { $day }, { $time }
digest-count =
    { $count ->
        [one] { $count } допис
        [few] { $count } дописи
        [many] { $count } дописів
       *[other] { $count } допису
    }
digest-continued = (продовження)
digest-rest = решта
digest-copies =
    { $count ->
        [one] ще в { $count } каналі
       *[other] ще в { $count } каналах
    }
digest-copies-named = ще в { $channels }
digest-copies-first =
    { $count ->
        [1] першим — { $first } о { $at }
        [one] ще в { $count } каналі, найраніше { $first } о { $at }
       *[other] ще в { $count } каналах, найраніше { $first } о { $at }
    }
digest-repeats =
    { $count ->
        [one] Ще { $count } допис повторює те, що ви вже отримували.
        [few] Ще { $count } дописи повторюють те, що ви вже отримували.
        [many] Ще { $count } дописів повторюють те, що ви вже отримували.
       *[other] Ще { $count } допису повторюють те, що ви вже отримували.
    }
digest-old-notice = Цей дайджест уже не зберігається. Його дописи є в архіві: /search
story-open-button = ↗️ Відкрити
story-history-button = 📜 Що було раніше
story-mute-button = 🔇 Без { $name }
story-unmute-button = 🔈 Повернути { $name }
story-reject-button = 👎 Не за темою
story-rejected-button = 👎 Враховано
story-take-button = ✋ Беру
story-done-button = ✅ Готово
story-back-button = ‹ Назад
story-muted-notice = За запитом «{ $query }» більше без { $name }. Повернути можна тут або в /watches
story-unmuted-notice = За запитом «{ $query }» знову з { $name }
story-unmutable-notice = Ще один виняток у цей запит не вміститься
story-watch-gone-notice = Такого запиту у вас більше немає
story-rejected-notice =
    { $count ->
        [one] Враховано: за цим запитом не за темою { $count } допис
        [few] Враховано: за цим запитом не за темою { $count } дописи
        [many] Враховано: за цим запитом не за темою { $count } дописів
       *[other] Враховано: за цим запитом не за темою { $count } допису
    }
sharper =
    { $count ->
        [one] 👎 За запитом { $number } не за темою { $count } допис. Такі дописи видає слово <b>{ $word }</b>. Без нього:
        [few] 👎 За запитом { $number } не за темою { $count } дописи. Їх видає слово <b>{ $word }</b>. Без нього:
        [many] 👎 За запитом { $number } не за темою { $count } дописів. Їх видає слово <b>{ $word }</b>. Без нього:
       *[other] 👎 За запитом { $number } не за темою { $count } допису. Їх видає слово <b>{ $word }</b>. Без нього:
    }
watch-replace-button = ✅ Замінити запит { $number }
watch-replaced = ✅ Запит { $number } тепер такий: <code>{ $query }</code>
digest-also = 🔎 також: { $queries }
digest-left-over =
    { $count ->
        [one] Ще { $count } допис чекає на наступний дайджест.
        [few] Ще { $count } дописи чекають на наступний дайджест.
        [many] Ще { $count } дописів чекають на наступний дайджест.
       *[other] Ще { $count } допису чекає на наступний дайджест.
    }
digest-nothing-new = Нічого нового.
digest-alert =
    { $count ->
        [one] { $count } новий допис
        [few] { $count } нові дописи
        [many] { $count } нових дописів
       *[other] { $count } нового допису
    }
digest-catch-up = Накопичилося з { $at }
digest-alerted =
    { $count ->
        [one] { $count } допис уже надійшов одразу.
        [few] { $count } дописи вже надійшли одразу.
        [many] { $count } дописів уже надійшли одразу.
       *[other] { $count } допису вже надійшло одразу.
    }
digest-flood =
    { $count ->
        [one] 🌊 Ще { $count } допис за годину
        [few] 🌊 Ще { $count } дописи за годину
        [many] 🌊 Ще { $count } дописів за годину
       *[other] 🌊 Ще { $count } допису за годину
    }
digest-flood-button = Показати всі: { $count }
digest-sent-head = Дописи { $from }–{ $to } з { $total }
digest-sent-gone = Ці дописи більше не зберігаються.
digest-nothing = Поки нічого нового. Наступний дайджест: { $at }.
digest-on-the-way = Дайджест уже в дорозі: Телеграм приймає повідомлення не одразу, я пробую ще.
digest-nothing-off = Поки нічого нового.
post-forwarded = переслано: { $from }
post-empty = без тексту
post-media =
    { $kind ->
        [photo] фото
        [video] відео
        [gif] GIF
        [round_video] відеоповідомлення
        [voice] голосове повідомлення
        [audio] аудіо
        [document] файл
        [sticker] стікер
        [location] геопозиція
        [contact] контакт
        [poll] опитування
       *[other] вкладення
    }

## Пошук

search-usage =
    Що шукати? Наприклад:
    <code>/search школа вибори</code>
    Докладніше: <code>/help запити</code>
search-count =
    { $count ->
        [one] { $count } допис
        [few] { $count } дописи
        [many] { $count } дописів
       *[other] { $count } допису
    }
search-count-about = приблизно { $count } дописів
search-truncated = Для цього запиту довелося б переглянути забагато: старих дописів тут може не бути. Додайте слово або канал.
search-best-button = « Найкращі
search-more-button = Ще ›
search-nothing = У ваших каналах нічого не знайшлося. Спробуйте менше слів або інші слова.
search-nothing-older = Старіших немає.
search-older-button = Раніше ›
search-newest-button = « Найновіші
latest-usage = Канал і скільки дописів, можна без них: <code>/latest @назва 10</code> (не більше { $max }).
latest-title =
    { $count ->
        [one] <b>{ $count } найновіший допис</b>
        [few] <b>{ $count } найновіші дописи</b>
        [many] <b>{ $count } найновіших дописів</b>
       *[other] <b>{ $count } найновішого допису</b>
    }
latest-nothing = Тут поки немає дописів.
history-usage = Посилання на допис каналу, за яким ви стежите: <code>/history https://t.me/назва/123</code>
history-unknown = Цього допису немає в архіві.
history-title =
    { $count ->
        [one] <b>{ $link }</b>, опубліковано { $at }: { $count } версія
        [few] <b>{ $link }</b>, опубліковано { $at }: { $count } версії
        [many] <b>{ $link }</b>, опубліковано { $at }: { $count } версій
       *[other] <b>{ $link }</b>, опубліковано { $at }: { $count } версії
    }
history-deleted = 🗑 Видалено між { $after } і { $before }
history-deleted-before = 🗑 Видалено до { $before }
history-deleted-about = 🗑 Видалено близько { $before }
history-views = 👁 { $list }
history-attached = 📎 { $kinds }
free-search = { $query } — пошукати чи стежити за цим?
free-search-button = 🔎 Шукати
free-watch-button = 👀 Зберегти запит
free-hint = Надішліть посилання на канал або слова для пошуку. Що ще я вмію — у /help.

## Файли

export-usage =
    Які дописи скласти у файл? Ваш канал або те, що відповідає запиту:
    <code>/export @назва</code>
    <code>/export школа вибори після:2024-01-31</code>
export-nothing = Нічого не підходить, складати у файл нема чого.
export-offer =
    { $count ->
        [one] { $count } допис. У якому вигляді?
        [few] { $count } дописи. У якому вигляді?
        [many] { $count } дописів. У якому вигляді?
       *[other] { $count } допису. У якому вигляді?
    }
export-too-large = Телеграм бере в мене файли не більші за { $limit }. Файл поменшає, якщо звузити запит, наприклад <code>після:2024-01-31</code>; власник бота може вивантажити все з командного рядка.
export-failed = Надіслати файл не вдалося. Спробуйте за кілька хвилин.
export-busy-notice = Файл уже готується, зачекайте трохи.
export-making-notice = Готую файл, невдовзі надішлю.

## Стан

status-title = <b>Стан</b>
status-channels =
    { $count ->
        [one] Стежу за { $count } каналом
       *[other] Стежу за { $count } каналами
    }
status-watches =
    { $count ->
        [0] Запитів немає: у дайджест ідуть усі дописи
       *[other] Збережених запитів: { $count }
    }
status-last-poll = Остання перевірка: { $ago }
status-never-polled = Остання перевірка: ще не було
status-gathered =
    { $count ->
        [one] Чекає на дайджест: { $count } допис
        [few] Чекають на дайджест: { $count } дописи
        [many] Чекають на дайджест: { $count } дописів
       *[other] Чекають на дайджест: { $count } допису
    }
status-last-digest = Останній дайджест: { $at }
status-no-digest-yet = Останній дайджест: ще не було
status-next-digest = Наступний дайджест: { $at } ({ $zone })
status-alerts = Сповіщення: щойно знайдеться допис
status-silent = 🔕 Нічого не надсилаю до { $at }
status-chat-paused = ⏸ Мені туди зараз не можна писати: немає права надсилати повідомлення. Усе зібране чекає, я пробую далі.
status-chat-gone = ⏸ Мене там більше немає. Налаштування збережено, вони чекають на моє повернення.
status-trouble-general = ⏸ Тему General для мене закрито: зібране для неї чекає, я пробую знову щогодини.
status-trouble-closed = ⚠️ Тему { $plans } для мене закрито: повідомлення надходять у General.
status-trouble-missing = ⚠️ Теми { $plans } більше немає: повідомлення надходять у General.
status-shut-title = <b>Ваші групи й канали</b>
status-shut-more =
    { $count ->
        [one] …і ще { $count } чат із труднощами, див. /connect
        [few] …і ще { $count } чати з труднощами, див. /connect
        [many] …і ще { $count } чатів із труднощами, див. /connect
       *[other] …і ще { $count } чату з труднощами, див. /connect
    }
status-next-off = Наступний дайджест: вимкнено
status-on-the-way =
    { $count ->
        [one] У дорозі: { $count } дайджест
        [few] У дорозі: { $count } дайджести
        [many] У дорозі: { $count } дайджестів
       *[other] У дорозі: { $count } дайджесту
    }
status-outage = ⏸ Телеграм не відповідає з { $at }. Дописи завантажу пізніше, жоден не пропаде.
status-next-try = Наступна спроба: { $at }
status-instance = <b>Увесь бот</b>
status-instance-channels = Каналів: { $count }, з негараздами: { $faulty }
status-instance-posts = Дописів: { $count }, чекають на розбір: { $unmatched }
status-overload = ⚠️ Канали читаються із запізненням на { $minutes } хв: їх більше, ніж встигається за { $rate } зап./с
status-outbox =
    { $count ->
        [one] 📤 Чекає на надсилання { $count } повідомлення
        [few] 📤 Чекають на надсилання { $count } повідомлення
        [many] 📤 Чекають на надсилання { $count } повідомлень
       *[other] 📤 Чекають на надсилання { $count } повідомлення
    }
status-instance-shut =
    ⏸ Чати, куди мені не можна писати (або в їхню тему): { $count }{ $untold ->
        [0] { "" }
       *[other] , нікого повідомити: { $untold }
    }
status-paused = ⏸ Телеграм просить нічого не надсилати до { $until }
status-set-aside =
    { $count ->
        [one] ⚠️ { $count } повідомлення відкладено після багатьох невдач: { $reason }
        [few] ⚠️ { $count } повідомлення відкладено після багатьох невдач: { $reason }
        [many] ⚠️ { $count } повідомлень відкладено після багатьох невдач: { $reason }
       *[other] ⚠️ { $count } повідомлення відкладено після багатьох невдач: { $reason }
    }
status-retry-button = 🔁 Спробувати ще раз
status-retry-notice =
    { $count ->
        [one] Надсилаю ще раз: { $count } повідомлення.
        [few] Надсилаю ще раз: { $count } повідомлення.
        [many] Надсилаю ще раз: { $count } повідомлень.
       *[other] Надсилаю ще раз: { $count } повідомлення.
    }
status-deleted =
    { $count ->
        [one] Видалено за строком зберігання { $ago }: { $count } допис
        [few] Видалено за строком зберігання { $ago }: { $count } дописи
        [many] Видалено за строком зберігання { $ago }: { $count } дописів
       *[other] Видалено за строком зберігання { $ago }: { $count } допису
    }
status-backup = Остання резервна копія: { $ago } ({ $size })
status-backup-failed = ⚠️ Резервна копія не вдалася { $ago }: <code>{ $reason }</code>
status-more-faults =
    { $count ->
        [one] …і ще { $count } канал із негараздами, див. /channels
        [few] …і ще { $count } канали з негараздами, див. /channels
        [many] …і ще { $count } каналів із негараздами, див. /channels
       *[other] …і ще { $count } каналу з негараздами, див. /channels
    }
status-delivery-error = ⚠️ Остання спроба доставки не вдалася: <code>{ $reason }</code>

## Минуле каналу

past-held =
    { $count ->
        [one] Зберігається { $count } допис
        [few] Зберігаються { $count } дописи
        [many] Зберігається { $count } дописів
       *[other] Зберігається { $count } допису
    }
past-range = З { $from } до { $to }, повідомлення { $first }–{ $last }
past-no-holes = Пропущених номерів між ними немає.
past-holes = Номери пояснено: { $kinds }
past-album-members =
    { $count ->
        [one] { $count } частина альбому
        [few] { $count } частини альбомів
        [many] { $count } частин альбомів
       *[other] { $count } частини альбомів
    }
past-service =
    { $count ->
        [one] { $count } службове повідомлення
        [few] { $count } службові повідомлення
        [many] { $count } службових повідомлень
       *[other] { $count } службового повідомлення
    }
past-deleted =
    { $count ->
        [one] { $count } видалено, але збережено тут
        [few] { $count } видалено, але збережено тут
        [many] { $count } видалено, але збережено тут
       *[other] { $count } видалено, але збережено тут
    }
past-never-shown =
    { $count ->
        [one] { $count } Телеграм не показував
        [few] { $count } Телеграм не показував
        [many] { $count } Телеграм не показував
       *[other] { $count } Телеграм не показував
    }
past-no-gaps = За останні 30 днів перевірявся без перерв.
past-pushed = 📡 Публічного перегляду немає: я отримую дописи одразу після виходу, але не бачу попередніх і не дізнаюся про видалені. Після зупинки понад добу частина дописів може не дійти.
past-gaps =
    ⚠️ За останні 30 днів не перевірявся { $count ->
        [one] { $count } раз
        [few] { $count } рази
        [many] { $count } разів
       *[other] { $count } разу
    }, усього { $hours ->
        [one] { $hours } годину
        [few] { $hours } години
        [many] { $hours } годин
       *[other] { $hours } години
    }. Дописи завантажено потім; правки й видалення того часу могли загубитися.
past-backfill-none = Старі дописи: завантажувати більше нічого.
past-backfill-on = ⏳ Завантажую старі дописи: дійшов до { $oldest }; лишилося близько { $posts }, { $time }
past-backfill-paused = ⏸ Старі дописи: пауза на { $oldest }; лишилося близько { $posts }
past-minutes =
    { $count ->
        [one] близько { $count } хвилини
        [few] близько { $count } хвилин
        [many] близько { $count } хвилин
       *[other] близько { $count } хвилини
    }
past-hours =
    { $count ->
        [one] близько { $count } години
        [few] близько { $count } годин
        [many] близько { $count } годин
       *[other] близько { $count } години
    }
past-days =
    { $count ->
        [one] близько { $count } дня
        [few] близько { $count } днів
        [many] близько { $count } днів
       *[other] близько { $count } дня
    }
past-some-button = 200 дописів
past-each-button = По 200 дописів
past-year-button = За рік
past-all-button = Усі
past-start-button = ✅ Почати
past-pause-button = ⏸ Пауза
past-resume-button = ▶️ Продовжити
past-ask =
    <b>@{ $name }</b>: близько { $posts ->
        [one] { $posts } старого допису
        [few] { $posts } старих дописів
        [many] { $posts } старих дописів
       *[other] { $posts } старого допису
    }, { $time }. Нові дописи тим часом ідуть першими. Завантажити?
past-reach =
    { $reach }: ≈ { $posts ->
        [one] { $posts } допис
        [few] { $posts } дописи
        [many] { $posts } дописів
       *[other] { $posts } допису
    }, { $time }
past-line =
    { $mark } { $name }: { $held ->
        [one] { $held } допис
        [few] { $held } дописи
        [many] { $held } дописів
       *[other] { $held } допису
    }, з { $oldest }
past-many-on = ⏳ Усього лишилося близько { $posts }, { $time }
past-many-paused = ⏸ Пауза; усього лишилося близько { $posts }
past-some-notice = Останні 200 дописів уже тут.
past-nothing-notice = Старіших дописів немає.
past-progress = <b>@{ $name }</b>: тут { $held ->
        [one] { $held } допис
        [few] { $held } дописи
        [many] { $held } дописів
       *[other] { $held } допису
    }
past-done = ✅ Це все: можна шукати.
digest-gap = ⚠️ { $channels }: якийсь час не перевірялися ({ $from } – { $to }); правки й видалення того часу могли загубитися.

## Мова й особисті дані

language-choose = Виберіть мову:
language-set = ✅ Тепер розмовляю українською.
privacy =
    <b>Що я зберігаю про цей чат</b>
    • його номер, мову, часовий пояс, тихі години й розклад: коли та про що йому писати
    • за якими каналами він стежить або хотів би, і збережені запити
    • які дописи він уже отримав, щоб жоден не надійшов двічі
    • під’єднані групи й канали (/connect) та їхні назви

    Ні імен, ні телефонів, ні геопозицій, ні ваших повідомлень я не зберігаю.

    Ще я зберігаю дописи публічних каналів, за якими хтось попросив стежити, — стільки, скільки задав власник бота. Про те, хто їх читає, вони нічого не кажуть.

    Відомості про цей чат лишаються, поки ви їх не зітрете: /forget видаляє все й одразу. Якщо ви мене заблокуєте, я перестану писати, а налаштування на вас почекають.
forget-ask = <b>Стерти все, що я зберігаю про цей чат?</b> Канали, запити, розклад і відомості про отримані дописи. Скасувати це не можна.
forget-yes-button = 🗑 Так, стерти все
forget-no-button = Ні, залишити
forget-done = ✅ Готово: про цей чат більше нічого не зберігається. Якщо напишете знову, почнемо з чистого аркуша.
forget-kept = Нічого не стерто.

follow-up-edited = ✏️ <b>{ $link }</b> змінено · ви його отримали: { $received }
follow-up-deleted = 🗑 <b>{ $link }</b> видалено · ви його отримали: { $received }
follow-up-deleted-between = Видалено між { $after } і { $before }
follow-up-deleted-before = Видалено до { $before }
follow-up-deleted-about = Видалено близько { $before }
follow-up-more =
    { $count ->
        [one] … і ще { $count } допис з отриманих вами
        [few] … і ще { $count } дописи з отриманих вами
        [many] … і ще { $count } дописів з отриманих вами
       *[other] … і ще { $count } допису з отриманих вами
    }
follow-up-history-button = 🕓 Історія
notice-channel-renamed = Канал «{ $title }» має нову назву: { $from } тепер { $name }. Стежу за ним і далі.
notice-channel-recycled = ⚠️ Назва { $name } тепер належить іншому каналу, а не «{ $title }», за яким ви стежите. Його дописи я зберігаю, а з іншого нічого не беру.
notice-channel-admitted = ✅ Я тепер адміністратор каналу «{ $title }» ({ $name }): дописи надходять одразу після виходу. Попередніх я не бачу.
notice-channel-dismissed = ⚠️ Я більше не адміністратор каналу «{ $title }» ({ $name }), а публічного перегляду він не має: нові дописи не надходять. У зібраних і далі можна шукати.

## Куди повідомлення не доходять

trouble-group =
    ⏸ <b>{ $title }</b>: мені не можна туди писати. Дайджести й сповіщення чекають, нічого не пропаде.

    Що допоможе: зніміть із мене обмеження або зробіть адміністратором.
trouble-channel =
    ⏸ <b>{ $title }</b>: мені не можна там публікувати. Дайджести й сповіщення чекають, нічого не пропаде.

    Що допоможе: у списку адміністраторів каналу ввімкніть мені «Публікація повідомлень».
trouble-end-rights = ✅ <b>{ $title }</b>: мені знову можна туди писати.
trouble-general =
    ⏸ <b>{ $title }</b>: тему General для мене закрито. Дайджести й сповіщення чекають, нічого не пропаде.

    Що допоможе: відкрийте її або напишіть /schedule в іншій темі й натисніть біля плану «📍 Писати сюди».
trouble-end-general = ✅ <b>{ $title }</b>: мені знову можна писати в General.
trouble-closed =
    ⚠️ <b>{ $title }</b>: тему { $plans } для мене закрито. Те, що для неї, надходить у General.

    Що допоможе: відкрийте тему або напишіть /schedule в іншій і натисніть біля плану «📍 Писати сюди».
trouble-missing =
    ⚠️ <b>{ $title }</b>: теми { $plans } більше немає. Те, що для неї, надходить у General.

    Що допоможе: напишіть /schedule в іншій темі й натисніть біля плану «📍 Писати сюди».
trouble-end-topic = ✅ <b>{ $title }</b>: повідомлення { $plans } знову надходять у свою тему.
trouble-here-closed = ⚠️ Тему { $plans } для мене закрито, тому пишу сюди. Адміністратор може відкрити її або написати /schedule в іншій темі й натиснути біля плану «📍 Писати сюди».
trouble-here-missing = ⚠️ Теми { $plans } більше немає, тому пишу сюди. Адміністратор може написати /schedule в іншій темі й натиснути біля плану «📍 Писати сюди».
trouble-plans =
    { $count ->
        [1] плану { $numbers }
       *[other] планів { $numbers }
    }
trouble-button = 🔧 Налаштувати звідси
trouble-retry-button = 🔁 Спробувати зараз

## Стан каналів

health-preview = 🔒 Більше не можу читати «{ $title }» ({ $name }): публічний перегляд вимкнено або канал має нову назву. У зібраних дописах і далі можна шукати. Якщо назва нова, надішліть посилання; якщо перегляд вимкнено, адміністратор каналу може додати мене до адміністраторів, і я читатиму далі.
health-unreachable = ⚠️ Уже добу не можу прочитати «{ $title }» ({ $name }), хоча інші канали відповідають. Пробую далі й потім завантажу пропущене.
health-silent =
    🔇 «{ $title }» ({ $name }) мовчить уже { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    } — довше, ніж зазвичай. Перевіряю далі.
health-scam = 🚫 Телеграм позначив «{ $title }» ({ $name }) як шахрайський канал (Scam).
health-fake = 🚫 Телеграм позначив «{ $title }» ({ $name }) як підробку (Fake): можливо, він видає себе за інший.
health-leave-button = ✖️ Відписатися від { $name }
health-subscribers = 📉 «{ $title }» ({ $name }) за тиждень утратив щонайменше п’яту частину підписників: { $from } → { $to }
health-preview-end = ✅ Знову можу читати «{ $title }» ({ $name }).
health-unreachable-end = ✅ Знову можу читати «{ $title }» ({ $name }); пропущене завантажується.
health-silent-end =
    🔔 «{ $title }» ({ $name }) знову пише — після { $days ->
        [one] { $days } дня
        [few] { $days } днів
        [many] { $days } днів
       *[other] { $days } дня
    } мовчання.
health-scam-end = ✅ Телеграм зняв із «{ $title }» ({ $name }) позначку Scam.
health-fake-end = ✅ Телеграм зняв із «{ $title }» ({ $name }) позначку Fake.
health-many-title =
    { $count ->
        [one] <b>Новини { $count } вашого каналу</b>
        [few] <b>Новини { $count } ваших каналів</b>
        [many] <b>Новини { $count } ваших каналів</b>
       *[other] <b>Новини { $count } вашого каналу</b>
    }
health-many-preview = 🔒 Більше не читаються, перегляд вимкнено або назва нова: { $names }. У зібраних дописах можна шукати.
health-many-unreachable = ⚠️ Не читаються вже добу: { $names }. Пробую далі.
health-many-silent = 🔇 Мовчать довше, ніж зазвичай: { $names }
health-many-scam = 🚫 Телеграм позначив як шахрайські (Scam): { $names }
health-many-fake = 🚫 Телеграм позначив як підробки (Fake): { $names }
health-many-subscribers = 📉 За тиждень утратили щонайменше п’яту частину підписників: { $names }
health-many-preview-end = ✅ Знову читаються: { $names }
health-many-unreachable-end = ✅ Знову читаються: { $names }. Пропущене завантажується.
health-many-silent-end = 🔔 Знову пишуть: { $names }
health-many-scam-end = ✅ Позначку Scam знято: { $names }
health-many-fake-end = ✅ Позначку Fake знято: { $names }
health-more = і ще { $count }
state-preview = 🔒 публічного перегляду немає з { $since }
state-unreachable = ⚠️ не читається з { $since }
state-silent = 🔇 мовчить з { $since }, це незвично
state-scam = 🚫 Телеграм позначив як шахрайський (Scam)
state-fake = 🚫 Телеграм позначив як підробку (Fake)
state-subscribers = 📉 за тиждень утратив щонайменше п’яту частину підписників

## Налаштування

settings-title = ⚙️ <b>Налаштування.</b> Натисніть, щоб змінити.
settings-channel-news = 🔔 <b>Новини каналів:</b> нова чи втрачена назва, закритий перегляд, незвичне мовчання, позначка Scam або Fake, відтік підписників — і коли знову все гаразд.
settings-channel-news-button =
    { $value ->
        [true] 🔔 Новини каналів: так
       *[other] 🔕 Новини каналів: ні
    }
settings-digest-length = 📰 <b>Довжина дайджесту:</b> короткий — по рядку на допис; звичайний — головне з цитатами, одне повідомлення зі сторінками; повний — уривок із кожного допису.
settings-digest-length-button =
    { $value ->
        [short] 📰 Дайджест: короткий
        [full] 📰 Дайджест: повний
       *[other] 📰 Дайджест: звичайний
    }
settings-rich-messages = ✨ <b>Оформлені повідомлення:</b> заголовки та складані списки, якщо застосунок їх розуміє; крім повних дайджестів.
settings-rich-messages-button =
    { $value ->
        [true] ✨ Оформлення: так
       *[other] ✨ Оформлення: ні
    }
settings-members = 👥 <b>Учасники:</b> чи можуть і вони змінювати канали, запити й розклади; інакше лише адміністратори
settings-members-button =
    { $value ->
        [true] 👥 Учасники налаштовують: так
       *[other] 👤 Учасники налаштовують: ні
    }
settings-follow-ups = ✏️ <b>Змінені дописи:</b> отриманий вами допис змінили по суті або видалили.
settings-follow-ups-button =
    { $value ->
        [true] ✏️ Змінені дописи: так
       *[other] ✏️ Змінені дописи: ні
    }

## Динаміка

trend-usage =
    Що порахувати? Напишіть запит і, якщо треба, за скільки часу:
    <code>/trend слова 30д</code>
trend-total =
    { $count ->
        [0] Жодного допису
        [one] <b>{ $count }</b> допис
        [few] <b>{ $count }</b> дописи
        [many] <b>{ $count }</b> дописів
       *[other] <b>{ $count }</b> допису
    } за { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
trend-total-about =
    Близько { $count ->
        [one] <b>{ $count }</b> допису
        [few] <b>{ $count }</b> дописів
        [many] <b>{ $count }</b> дописів
       *[other] <b>{ $count }</b> допису
    } за { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    }
trend-begins = Архів починається з { $day }
rise =
    { $count ->
        [one] <b>{ $count } допис</b>
        [few] <b>{ $count } дописи</b>
        [many] <b>{ $count } дописів</b>
       *[other] <b>{ $count } допису</b>
    } за добу, зазвичай { $usual ->
        [0] майже жодного
       *[other] близько { $usual }
    }
rise-lead = Головний допис:
rise-trend-button = 📈 Графік
trend-lead = Найнасиченіший день і головний допис у ньому:
trend-picture =
    { $days ->
        [one] { $days } день
        [few] { $days } дні
        [many] { $days } днів
       *[other] { $days } дня
    } · { $count ->
        [one] { $count } допис
        [few] { $count } дописи
        [many] { $count } дописів
       *[other] { $count } допису
    } · { $channels ->
        [one] { $channels } канал
        [few] { $channels } канали
        [many] { $channels } каналів
       *[other] { $channels } каналу
    }
trend-period-button =
    { $days ->
        [365] рік
       *[other] { $days } д
    }
week-title = { $from } – { $to }
week-total =
    { $count ->
        [one] Знайдено { $count } допис
        [few] Знайдено { $count } дописи
        [many] Знайдено { $count } дописів
       *[other] Знайдено { $count } допису
    }
week-queries-mark = Запити
week-channels-mark = Канали
week-more-queries =
    { $count ->
        [one] І ще { $count } запит.
        [few] І ще { $count } запити.
        [many] І ще { $count } запитів.
       *[other] І ще { $count } запиту.
    }
week-nothing = За останні сім днів нічого не знайшлося. Ваші запити: /watches

## Інші чати з особистого

connect-title = <b>Ваші групи й канали</b>
connect-choose =
    Виберіть нижче групу чи канал, де ви адміністратор. Налаштовувати їх можна буде звідси, і цього ніхто не побачить.

    Немає з чого вибрати? <a href="{ $link }">Додайте мене до групи</a>
connect-group-button = 👥 Вибрати групу
connect-channel-button = 📣 Вибрати канал
connect-done =
    🔧 Тепер звідси налаштовується <b>{ $title }</b>: /follow, /watch, /schedule і все інше стосується цієї групи.

    Повернутися до свого чату: /connect
connect-done-channel =
    🔧 Тепер звідси налаштовується <b>{ $title }</b>: /follow, /watch, /schedule і все інше стосується цього каналу. Дайджести й сповіщення виходитимуть дописами каналу.

    Повернутися до свого чату: /connect
connect-absent = Мене немає в цьому чаті. Додайте мене й виберіть його ще раз: /connect
connect-cannot_post = Мені не можна писати в цей канал. У списку його адміністраторів увімкніть мені «Публікація повідомлень» і виберіть канал ще раз: /connect
connect-not_admin = Налаштовувати чат звідси можуть лише його адміністратори.
connect-full = Більше чатів під’єднати не можна. Спершу від’єднайте якийсь: /connect
connect-lost = Ви більше не керуєте чатом { $title }: вас немає серед його адміністраторів. Ваші чати: /connect
connect-away = Мене більше немає в чаті { $title }. Його налаштування збережено: додайте мене знову або виберіть інший чат: /connect
connect-managing = Зараз налаштовується: <b>{ $title }</b>
connect-managing-own = Зараз налаштовується: цей особистий чат
connect-none = Під’єднаних чатів немає.
connect-in-group = Цю групу можна налаштовувати з особистого чату зі мною.
connect-open-button = 🔧 Налаштувати в особистому чаті
connect-own-button = Мій особистий чат
connect-add-button = ➕ Ще один чат
connect-off-button = ✖️ Від’єднати
connect-off-notice = Від’єднано
connect-retry-notice = Пробую. Якщо писати можна, усе надійде.
connect-gone-notice = Цей чат уже не під’єднано

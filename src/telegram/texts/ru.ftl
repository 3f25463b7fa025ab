# Тексты Vestnik по-русски. Уходят как HTML Телеграма, подстановки экранированы; те, чьи имена кончаются на -button, -notice
# или -mark, и bot-description — простой текст.

bot-description =
    Читаю за вас публичные каналы Телеграма. Скажите, за какими каналами следить и какие слова искать: я нахожу слово в любой форме, раз в день присылаю дайджест и ищу по всему прочитанному.

## Начало

start =
    👋 <b>Здравствуйте, я Vestnik.</b>
    Читаю за вас публичные каналы Телеграма и нахожу важные для вас слова в любой форме.
    Раз в день приходит дайджест, а искать можно по всему, что я прочёл.

    <b>С чего начать:</b> пришлите ссылку на канал или /follow @имя. Остальное — в /help.
start-follow =
    👋 <b>Здравствуйте, я Vestnik.</b> Читаю за вас публичные каналы Телеграма и раз в день присылаю дайджест.

    Начнём с канала <b>@{ $channel }</b>?
start-group =
    👋 <b>Здравствуйте, я Vestnik.</b> Читаю публичные каналы Телеграма и раз в день приношу в группу дайджест.

    Администратор может начать с /follow @имя. Остальное — в /help.
help-title = <b>Что я умею</b>
help-more = Как составить запрос: <code>/help запросы</code>
help-queries-title =
    <b>Как составить запрос</b>
    Пишите его после /watch или /search.
help-queries-more = /watch покажет, как запрос понят и что он нашёл бы, прежде чем сохранить.

## Ошибки

error-not_found = Не нашлось. Возможно, это уже удалено. Попробуйте начать сначала.
error-invalid_input = Не получилось разобрать. Как писать, подскажет /help.
error-forbidden = Здесь так нельзя.
error-limit_reached = Достигнут предел. Уберите что-нибудь ненужное и попробуйте ещё раз.
error-busy = Сейчас я занят. Попробуйте, пожалуйста, через минуту.
error-unsupported = Этого я пока не умею.
error-defect = У меня что-то сломалось, я записал это в журнал. Попробуйте, пожалуйста, чуть позже.
not-allowed = Извините, это закрытый бот. Кому им пользоваться, решает владелец.
not-allowed-notice = Извините, это закрытый бот.
admins-only = В группе менять мои настройки могут только администраторы.
admins-only-notice = Здесь это могут только администраторы.
unknown-command = Такой команды я не знаю. Все команды — в /help.
unknown-command-near = Такой команды я не знаю. Может быть, { $near }?
button-old-notice = Эта кнопка из старого сообщения. Отправьте, пожалуйста, команду ещё раз.

## Каналы

subscribers =
    { $count ->
        [one] { $label } подписчик
        [few] { $label } подписчика
        [many] { $label } подписчиков
       *[other] { $label } подписчика
    }
follow-usage =
    За каким каналом следить? Пришлите имя или ссылку, можно сразу несколько:
    <code>/follow @имя</code>
    <code>/follow t.me/имя t.me/другое</code>
follow-followed = ✅ Слежу за каналом { $channel }
follow-progress =
    { $total ->
        [one] ⏳ Загружаю последний { $total } пост: пока { $done }
        [few] ⏳ Загружаю последние { $total } поста: пока { $done }
        [many] ⏳ Загружаю последние { $total } постов: пока { $done }
       *[other] ⏳ Загружаю последние { $total } поста: пока { $done }
    }
follow-ready = Последние посты уже здесь, по ним можно искать.
follow-slow = Старые посты ещё загружаются, я продолжу потихоньку.
follow-when = 📰 Дайджест приходит <b>{ $when }</b> ({ $zone }). Другое время: /schedule
follow-next = Пока запросов нет, в дайджест попадают все посты. Чтобы получать только важное: <code>/watch слово</code>
follow-past = Старые посты тоже можно загрузить:
follow-past-many = Старые посты { $channels } тоже можно загрузить:
follow-already = 👌 Вы уже следите за каналом { $channel }.
follow-no-preview-channel = 🔒 У канала <b>{ $title }</b> ({ $name }) нет публичного просмотра: его отключил владелец или ограничил Телеграм.
follow-no-preview-ways =
    Канал без просмотра можно читать двумя способами:
    1. Администратор канала добавит меня в администраторы, без права писать. С этой минуты я получаю посты и сразу сообщу. Просьбу я запомнил.
    2. Через чей-то аккаунт Телеграма. Этого во мне нет: такой источник может добавить тот, кто меня запустил.
follow-invite-button = ➕ Добавить в мой канал
follow-no-preview-group = 👥 { $name } — это группа, а не канал. Я читаю только публичные каналы.
follow-no-preview-bot = 🤖 { $name } — это бот, а не канал. Я читаю только публичные каналы.
follow-no-preview-contact = 🤔 По имени { $name } публичного канала не видно: может быть, это человек или имя свободно. Проверьте, нет ли опечатки.
follow-unreachable = ⚠️ { $name }: { $fault }. Попробуйте через несколько минут.
follow-invalid-invite_link = 🔒 «{ $input }» — приглашение в закрытый чат. Я читаю только публичные каналы, у которых есть @имя.
follow-invalid-private_link = 🔒 «{ $input }» ведёт в закрытый канал. Я читаю только публичные каналы, у которых есть @имя.
follow-invalid-not_a_name = 🤔 «{ $input }» — не имя канала. Имена выглядят как <code>@name</code>: от 4 до 32 латинских букв, цифр и подчёркиваний, первой идёт буква.
follow-invalid-reserved = 🤔 «{ $input }» — страница самого Телеграма, а не канал.
follow-limit =
    { $limit ->
        [one] Вы следите за { $limit } каналом, больше для одного чата нельзя. Место освободит /unfollow.
       *[other] Вы следите за { $limit } каналами, больше для одного чата нельзя. Место освободит /unfollow.
    }
follow-button = Следить за { $name }
follow-offer =
    { $count ->
        [one] Следить за { $channels }?
       *[other] За каким каналом следить: { $channels }?
    }
follow-offer-private = 🔒 Этот пост из закрытого канала. Я читаю только публичные каналы, у которых есть @имя.
unfollow-choose = За каким каналом больше не следить?
unfollow-done = Больше не слежу за каналом { $channel }. Вернуть: <code>/follow { $name }</code>
unfollow-notice = Больше не слежу: { $title }
not-followed = Вы не следите за { $name }.
followed-where = Ваши каналы — в /channels.
channels-none = Вы пока не следите ни за одним каналом. Первый шаг: <code>/follow @имя</code> (или ссылка).
channels-title =
    { $count ->
        [one] <b>{ $count } канал</b>
        [few] <b>{ $count } канала</b>
        [many] <b>{ $count } каналов</b>
       *[other] <b>{ $count } канала</b>
    }
channels-last-post = последний пост { $ago }
channels-no-posts = постов пока нет
channels-last-read = проверен { $ago }
channels-never-read = ещё не проверялся
channels-pushed = посты приходят сразу после выхода
channels-back-button = ‹ Все каналы
channel-gone-notice = Вы больше не следите за этим каналом.
channel-posts =
    { $count ->
        [one] хранится { $count } пост
        [few] хранятся { $count } поста
        [many] хранится { $count } постов
       *[other] хранится { $count } поста
    }
channel-last-attempt = последняя попытка { $ago }: { $fault }
channel-boilerplate = <b>Повторяющиеся строки</b> отложены: в них не ищу, в выдержки они не попадают, в архиве остаются.
channel-boilerplate-more = … и ещё { $count }
channel-boilerplate-none = Повторяющихся строк нет: посты просматриваются целиком.
channel-boilerplate-unknown = Повторяющиеся строки, например подпись канала, ещё не изучены: нужно больше постов.
fault-preview_unavailable = публичный просмотр пропал
fault-markup_changed = страница Телеграма выглядит не так, как я умею читать
fault-blocked = Телеграм пока меня не пускает
fault-rate_limited = Телеграм просит не спешить
fault-server_error = у сервера Телеграма неполадки
fault-network = сайт Телеграма недоступен
fault-timeout = сайт Телеграма не отвечает вовремя
fault-too_large = страница слишком большая
fault-identity_changed = это имя теперь у другого канала

## Запросы

watch-usage =
    Что искать? Например:
    <code>/watch школа выборы</code>
    <code>/watch "путь домой" -кино</code>
    Подробнее: <code>/help запросы</code>
watch-save-button = ✅ Сохранить
watch-edit-button = ✏️ Изменить
watch-cancel-button = ✖️ Отмена
watch-edit =
    ✏️ Нажмите, чтобы скопировать, измените и отправьте:
    <code>/watch { $query }</code>
watch-cancelled = Ничего не сохранено.
watch-week =
    { $count ->
        [one] <b>{ $count } пост</b> за 7 дней
        [few] <b>{ $count } поста</b> за 7 дней
        [many] <b>{ $count } постов</b> за 7 дней
       *[other] <b>{ $count } поста</b> за 7 дней
    }, { $channels ->
        [one] в { $channels } канале
       *[other] в { $channels } каналах
    }
watch-week-about = <b>примерно { $count } постов</b> за 7 дней, { $channels ->
        [one] в { $channels } канале
       *[other] в { $channels } каналах
    }
watch-week-nothing = За 7 дней ничего; вот что было раньше:
watch-week-never = В архиве ваших каналов пока ничего такого нет.
watch-broad = ⚠️ Это { $percent } % всех их постов. Ещё одно слово или минус сделают запрос у́же.
watch-added = 👀 Запрос { $number } сохранён: <code>{ $query }</code>
watch-first = Теперь в дайджест попадут только посты по вашим запросам.
watch-search-button = 🔎 Что уже нашлось
watch-resumed = ▶️ Запрос { $number } снова работает: <code>{ $query }</code>
watch-already = Такой запрос уже есть, номер { $number }: <code>{ $query }</code>
watch-limit =
    { $limit ->
        [one] У вас { $limit } запрос, больше для одного чата нельзя. Место освободит /unwatch.
        [few] У вас { $limit } запроса, больше для одного чата нельзя. Место освободит /unwatch.
        [many] У вас { $limit } запросов, больше для одного чата нельзя. Место освободит /unwatch.
       *[other] У вас { $limit } запроса, больше для одного чата нельзя. Место освободит /unwatch.
    }
watches-none = Сохранённых запросов нет: в дайджест попадают все посты ваших каналов. Чтобы получать только важное: <code>/watch слово</code>
watches-title =
    { $count ->
        [one] <b>{ $count } сохранённый запрос</b>
        [few] <b>{ $count } сохранённых запроса</b>
        [many] <b>{ $count } сохранённых запросов</b>
       *[other] <b>{ $count } сохранённого запроса</b>
    }
watches-all-paused = Все запросы на паузе, поэтому в дайджест попадают все посты. Чтобы он не приходил: <code>/schedule off</code>
watches-week = { $count } за 7 дней
watches-week-about = примерно { $count } за 7 дней
watches-paused-mark = на паузе
watches-pause-button = ⏸ Пауза { $number }
watches-resume-button = ▶️ Включить { $number }
watches-remove-button = 🗑 Удалить { $number }
watches-rises-button = 📈 Сообщать о всплесках
watches-rises = 📈 <b>Всплески.</b> Нажмите на запрос: как только постов станет намного больше обычного, я сразу пришлю их число и главный пост. Не чаще раза в сутки и не в тихие часы. Чтобы знать, сколько бывает обычно, нужны посты за три недели.
watches-paused-notice = На паузе
watches-resumed-notice = Снова работает
watches-removed-notice = Удалён
watches-unmuted-notice = { $name } снова в запросе
watches-gone-notice = Этот запрос уже удалён
unwatch-unknown = Запроса { $number } нет.
unwatch-done = 🗑 Запрос удалён: <code>{ $query }</code>
query-meant = Возможно, вы имели в виду:
query-fault-instead = Напишите так: { $suggestion }

## Дайджест

schedule-title = 🕘 <b>Когда я пишу</b> ({ $zone })
schedule-plan = <b>{ $number }.</b> { $when }
schedule-plan-off = <b>{ $number }.</b> <s>{ $when }</s>, выключено
schedule-plan-next = Следующий раз: { $at }
schedule-next = Ближайшие: { $times }
schedule-at-once = Каждый пост — через секунды после того, как я его увижу.
schedule-topic = В тему этого чата
schedule-more = и ещё { $count }
schedule-quiet = 🌙 Тихие часы с { $from } до { $to }
schedule-quiet-off = 🌙 Тихих часов нет
schedule-muted = 🔕 Молчу до { $at }
schedule-usage =
    Например:
    <code>/schedule по будням в 8:30 и 18:00</code>
    <code>/schedule каждый час с 9 до 21 Москва</code>
    <code>/schedule добавить сразу</code>
    <code>/schedule тихо 23-7</code>
schedule-set = ✅ Буду писать <b>{ $when }</b> ({ $zone }).
schedule-which = <b>{ $when }</b> — для какого плана?
schedule-done-off = 🔕 Выключено. Что накопилось, по-прежнему пришлёт /digest.
schedule-done-on = 🔔 Включено.
schedule-done-quiet = ✅ Тихие часы изменены.
schedule-done-muted = ✅ Готово.
schedule-done-zone = ✅ Часовой пояс изменён.
schedule-done-removed = 🗑 План удалён.
schedule-done-undone = ↩️ Всё как было.
schedule-no-plan = Плана { $number } нет. Какие есть, покажет /schedule.
schedule-too-many = Планов уже { $limit }, больше не храню. Сначала удалите один.
schedule-last = Это последний план: выключить его можно так — <code>/schedule off</code>.
schedule-fault-bad-time = «{ $input }» — не время суток. Напишите часы и минуты, например <code>09:00</code>.
schedule-fault-unexpected = «{ $input }» здесь мне ни о чём не говорит.
schedule-fault-bad-range = «{ $input }» кончается раньше, чем начинается. Часы — в пределах одного дня, например <code>9-21</code>.
schedule-fault-too-many-times = Больше 24 раз в день. Напишите <code>каждый час</code>.
schedule-fault-quiet-hours = Когда начинаются и кончаются тихие часы? Напишите <code>тихо 23:00-7:00</code> или <code>тихо выкл</code>.
schedule-fault-quiet-days = «{ $input }» не подходит: тихие часы одни на все дни. Напишите просто <code>тихо 23-7</code> или добавьте время: <code>по будням в 9:00, тихо 23-7</code>.
schedule-fault-mute-end = На сколько? Напишите <code>молчать 3 часа</code>, <code>молчать до 18:00</code> или <code>молчать до пн 9:00</code>, не дольше года.
schedule-fault-which-plan = Какой план? Напишите его номер, например <code>удалить #2</code>.
schedule-unknown-zone = Не знаю часовой пояс { $input }. Напишите его название, например <code>Europe/Moscow</code>, или ближайший крупный город.
schedule-which-zone = Не знаю часовой пояс { $input }. Может быть, один из этих?
schedule-quiet-help = В эти часы ничего не приходит, накопившееся придёт в конце. Другие: <code>/schedule тихо 22:30-6:15</code>
schedule-mute-help = До тех пор сам ничего не пишу, накопившееся придёт потом. Другое время: <code>/schedule молчать до 2026-12-31 18:00</code>
schedule-zone-help = Где вы? Или напишите город: <code>/schedule Берлин</code>
schedule-undo-late-notice = Это было слишком давно, уже не верну. Изменить: /schedule
schedule-undo-changed-notice = С тех пор это меняли, поэтому не трогаю. Изменить: /schedule
schedule-late-notice = Это было слишком давно. Напишите ещё раз после /schedule.
schedule-location-ask = 📍 Кнопка внизу пришлёт мне, где вы. Я возьму оттуда часовой пояс, а само место не сохраню.
schedule-location-taken = 📍 Ваш пояс — { $zone }. Само место не храню.
schedule-location-needless = 📍 Геопозиция больше не нужна.
schedule-location-nowhere = 📍 Не знаю такого места. Напишите город: <code>/schedule Берлин</code>
schedule-location-offer = 📍 Часовой пояс там — { $zone }. Само место не храню.
schedule-times-button = В часы
schedule-hours-button = Ежечасно
schedule-instant-button = Сразу
schedule-add-time-button = ➕ Время
schedule-every-button = { $count ->
    [1] Каждый час
    [one] Каждый { $count } час
    [few] Каждые { $count } часа
    [many] Каждые { $count } часов
   *[other] Каждые { $count } часа
}
schedule-from-button = С { $time }
schedule-to-button = До { $time }
schedule-queries-button = { $chosen ->
    [all] Все запросы
   *[some] Запросы: { $count }
}
schedule-channels-button = { $chosen ->
    [all] Все каналы
   *[some] Каналы: { $count }
}
schedule-whole-watches-button = Все запросы
schedule-whole-channels-button = Все каналы
schedule-empty-button = { $tells ->
    [true] Если пусто: «ничего нового»
   *[false] Если пусто: без сообщения
}
schedule-on-button = 🔔 Включить
schedule-off-button = 🔕 Выключить
schedule-remove-button = 🗑 Удалить
schedule-here-button = 📍 Писать сюда
schedule-chat-button = 📍 Не в тему
schedule-back-button = ‹ Назад
schedule-add-button = ➕ Ещё один
schedule-quiet-button = 🌙 Тихо
schedule-mute-button = 🔕 Молчать
schedule-zone-button = 🌍 Пояс
schedule-undo-button = ↩️ Вернуть
schedule-where-button = 📍 По геопозиции
schedule-location-button = 📍 Отправить геопозицию
schedule-location-use-button = 🌍 { $zone }
schedule-no-quiet-button = Нет
schedule-silence-1h-button = 1 час
schedule-silence-8h-button = 8 часов
schedule-silence-morning-button = До завтра, 09:00
schedule-silence-week-button = Неделю
schedule-silence-off-button = 🔔 Снова писать
schedule-region-europe-button = Европа
schedule-region-asia-button = Азия
schedule-region-america-button = Америка
schedule-region-africa-button = Африка
schedule-region-australia-button = Австралия
schedule-region-pacific-button = Тихий океан
digest-title = Дайджест · { $day }, { $time }
digest-count =
    { $count ->
        [one] { $count } пост
        [few] { $count } поста
        [many] { $count } постов
       *[other] { $count } поста
    }
digest-continued = (продолжение)
digest-rest = остальное
digest-copies =
    { $count ->
        [one] ещё в { $count } канале
       *[other] ещё в { $count } каналах
    }
digest-copies-named = ещё в { $channels }
digest-copies-first =
    { $count ->
        [1] первым — { $first } в { $at }
        [one] ещё в { $count } канале, раньше всех { $first } в { $at }
       *[other] ещё в { $count } каналах, раньше всех { $first } в { $at }
    }
digest-repeats =
    { $count ->
        [one] Ещё { $count } пост повторяет то, что вы уже получали.
        [few] Ещё { $count } поста повторяют то, что вы уже получали.
        [many] Ещё { $count } постов повторяют то, что вы уже получали.
       *[other] Ещё { $count } поста повторяют то, что вы уже получали.
    }
digest-old-notice = Этот дайджест уже не хранится. Его посты есть в архиве: /search
story-open-button = ↗️ Открыть
story-history-button = 📜 Что было раньше
story-mute-button = 🔇 Без { $name }
story-unmute-button = 🔈 Вернуть { $name }
story-reject-button = 👎 Не по теме
story-rejected-button = 👎 Учтено
story-take-button = ✋ Беру
story-done-button = ✅ Готово
story-back-button = ‹ Назад
story-muted-notice = По запросу «{ $query }» больше без { $name }. Вернуть можно здесь или в /watches
story-unmuted-notice = По запросу «{ $query }» снова с { $name }
story-unmutable-notice = Ещё одно исключение в этот запрос не поместится
story-watch-gone-notice = Такого запроса у вас больше нет
story-rejected-notice =
    { $count ->
        [one] Учтено: по этому запросу не по теме { $count } пост
        [few] Учтено: по этому запросу не по теме { $count } поста
        [many] Учтено: по этому запросу не по теме { $count } постов
       *[other] Учтено: по этому запросу не по теме { $count } поста
    }
sharper =
    { $count ->
        [one] 👎 По запросу { $number } не по теме { $count } пост. Такие посты выдаёт слово <b>{ $word }</b>. Без него:
        [few] 👎 По запросу { $number } не по теме { $count } поста. Их выдаёт слово <b>{ $word }</b>. Без него:
        [many] 👎 По запросу { $number } не по теме { $count } постов. Их выдаёт слово <b>{ $word }</b>. Без него:
       *[other] 👎 По запросу { $number } не по теме { $count } поста. Их выдаёт слово <b>{ $word }</b>. Без него:
    }
watch-replace-button = ✅ Заменить запрос { $number }
watch-replaced = ✅ Запрос { $number } теперь такой: <code>{ $query }</code>
digest-also = 🔎 также: { $queries }
digest-left-over =
    { $count ->
        [one] Ещё { $count } пост ждёт следующего дайджеста.
        [few] Ещё { $count } поста ждут следующего дайджеста.
        [many] Ещё { $count } постов ждут следующего дайджеста.
       *[other] Ещё { $count } поста ждут следующего дайджеста.
    }
digest-nothing-new = Ничего нового.
digest-alert =
    { $count ->
        [one] { $count } новый пост
        [few] { $count } новых поста
        [many] { $count } новых постов
       *[other] { $count } нового поста
    }
digest-catch-up = Накопилось с { $at }
digest-alerted =
    { $count ->
        [one] { $count } пост уже пришёл сразу.
        [few] { $count } поста уже пришли сразу.
        [many] { $count } постов уже пришли сразу.
       *[other] { $count } поста уже пришло сразу.
    }
digest-flood =
    { $count ->
        [one] 🌊 Ещё { $count } пост за час
        [few] 🌊 Ещё { $count } поста за час
        [many] 🌊 Ещё { $count } постов за час
       *[other] 🌊 Ещё { $count } поста за час
    }
digest-flood-button = Показать все: { $count }
digest-sent-head = Посты { $from }–{ $to } из { $total }
digest-sent-gone = Эти посты больше не хранятся.
digest-nothing = Пока ничего нового. Следующий дайджест: { $at }.
digest-on-the-way = Дайджест уже в пути: Телеграм принимает сообщения не сразу, я пробую ещё.
digest-nothing-off = Пока ничего нового.
post-forwarded = переслано: { $from }
post-empty = без текста
post-media =
    { $kind ->
        [photo] фото
        [video] видео
        [gif] GIF
        [round_video] видеосообщение
        [voice] голосовое сообщение
        [audio] аудио
        [document] файл
        [sticker] стикер
        [location] геопозиция
        [contact] контакт
        [poll] опрос
       *[other] вложение
    }

## Поиск

search-usage =
    Что искать? Например:
    <code>/search школа выборы</code>
    Подробнее: <code>/help запросы</code>
search-count =
    { $count ->
        [one] { $count } пост
        [few] { $count } поста
        [many] { $count } постов
       *[other] { $count } поста
    }
search-count-about = примерно { $count } постов
search-truncated = Для этого запроса пришлось бы просмотреть слишком много: старых постов здесь может не быть. Добавьте слово или канал.
search-best-button = « Лучшие
search-more-button = Ещё ›
search-nothing = В ваших каналах ничего не нашлось. Попробуйте меньше слов или другие слова.
search-nothing-older = Более старых нет.
search-older-button = Раньше ›
search-newest-button = « Самые новые
latest-usage = Канал и сколько постов, можно без них: <code>/latest @имя 10</code> (не больше { $max }).
latest-title =
    { $count ->
        [one] <b>{ $count } самый новый пост</b>
        [few] <b>{ $count } самых новых поста</b>
        [many] <b>{ $count } самых новых постов</b>
       *[other] <b>{ $count } самого нового поста</b>
    }
latest-nothing = Здесь пока нет постов.
history-usage = Ссылка на пост канала, на который вы подписаны здесь: <code>/history https://t.me/имя/123</code>
history-unknown = Этого поста нет в архиве.
history-title =
    { $count ->
        [one] <b>{ $link }</b>, опубликован { $at }: { $count } версия
        [few] <b>{ $link }</b>, опубликован { $at }: { $count } версии
        [many] <b>{ $link }</b>, опубликован { $at }: { $count } версий
       *[other] <b>{ $link }</b>, опубликован { $at }: { $count } версии
    }
history-deleted = 🗑 Удалён между { $after } и { $before }
history-deleted-before = 🗑 Удалён до { $before }
history-deleted-about = 🗑 Удалён около { $before }
history-views = 👁 { $list }
history-attached = 📎 { $kinds }
free-search = { $query } — поискать или следить за этим?
free-search-button = 🔎 Искать
free-watch-button = 👀 Сохранить запрос
free-hint = Пришлите ссылку на канал или слова для поиска. Что ещё я умею — в /help.

## Файлы

export-usage =
    Какие посты сложить в файл? Ваш канал или то, что подходит под запрос:
    <code>/export @имя</code>
    <code>/export школа выборы после:2024-01-31</code>
export-nothing = Ничего не подходит, складывать в файл нечего.
export-offer =
    { $count ->
        [one] { $count } пост. В каком виде?
        [few] { $count } поста. В каком виде?
        [many] { $count } постов. В каком виде?
       *[other] { $count } поста. В каком виде?
    }
export-too-large = Телеграм берёт у меня файлы не больше { $limit }. Файл станет меньше, если сузить запрос, например <code>после:2024-01-31</code>; владелец бота может выгрузить всё из командной строки.
export-failed = Отправить файл не удалось. Попробуйте через несколько минут.
export-busy-notice = Файл уже готовится, подождите немного.
export-making-notice = Готовлю файл, скоро пришлю.

## Состояние

status-title = <b>Состояние</b>
status-channels =
    { $count ->
        [one] Слежу за { $count } каналом
       *[other] Слежу за { $count } каналами
    }
status-watches =
    { $count ->
        [0] Запросов нет: в дайджест идут все посты
       *[other] Сохранённых запросов: { $count }
    }
status-last-poll = Последняя проверка: { $ago }
status-never-polled = Последняя проверка: ещё не было
status-gathered =
    { $count ->
        [one] Ждёт дайджеста: { $count } пост
        [few] Ждут дайджеста: { $count } поста
        [many] Ждут дайджеста: { $count } постов
       *[other] Ждут дайджеста: { $count } поста
    }
status-last-digest = Последний дайджест: { $at }
status-no-digest-yet = Последний дайджест: ещё не было
status-next-digest = Следующий дайджест: { $at } ({ $zone })
status-alerts = Оповещения: сразу, как найдётся пост
status-silent = 🔕 Ничего не присылаю до { $at }
status-chat-paused = ⏸ Мне туда сейчас нельзя писать: нет права отправлять сообщения. Всё собранное ждёт, я продолжаю пробовать.
status-chat-gone = ⏸ Меня там больше нет. Настройки целы и ждут моего возвращения.
status-trouble-general = ⏸ Тема General закрыта для меня: собранное для неё ждёт, я пробую снова каждый час.
status-trouble-closed = ⚠️ Тема { $plans } закрыта для меня: сообщения приходят в General.
status-trouble-missing = ⚠️ Темы { $plans } больше нет: сообщения приходят в General.
status-shut-title = <b>Ваши группы и каналы</b>
status-shut-more =
    { $count ->
        [one] …и ещё { $count } чат с неполадками, см. /connect
        [few] …и ещё { $count } чата с неполадками, см. /connect
        [many] …и ещё { $count } чатов с неполадками, см. /connect
       *[other] …и ещё { $count } чата с неполадками, см. /connect
    }
status-next-off = Следующий дайджест: выключен
status-on-the-way =
    { $count ->
        [one] В пути: { $count } дайджест
        [few] В пути: { $count } дайджеста
        [many] В пути: { $count } дайджестов
       *[other] В пути: { $count } дайджеста
    }
status-outage = ⏸ Телеграм не отвечает с { $at }. Посты загружу позже, ни один не пропадёт.
status-next-try = Следующая попытка: { $at }
status-instance = <b>Весь бот</b>
status-instance-channels = Каналов: { $count }, с неполадками: { $faulty }
status-instance-posts = Постов: { $count }, ждут разбора: { $unmatched }
status-overload = ⚠️ Каналы читаются с опозданием на { $minutes } мин: их больше, чем успевается при { $rate } запр./с
status-outbox =
    { $count ->
        [one] 📤 Ждёт отправки { $count } сообщение
        [few] 📤 Ждут отправки { $count } сообщения
        [many] 📤 Ждут отправки { $count } сообщений
       *[other] 📤 Ждут отправки { $count } сообщения
    }
status-instance-shut =
    ⏸ Чаты, куда мне нельзя писать (или в их тему): { $count }{ $untold ->
        [0] { "" }
       *[other] , некому сообщить: { $untold }
    }
status-paused = ⏸ Телеграм просит ничего не отправлять до { $until }
status-set-aside =
    { $count ->
        [one] ⚠️ { $count } сообщение отложено после многих неудач: { $reason }
        [few] ⚠️ { $count } сообщения отложены после многих неудач: { $reason }
        [many] ⚠️ { $count } сообщений отложены после многих неудач: { $reason }
       *[other] ⚠️ { $count } сообщения отложены после многих неудач: { $reason }
    }
status-retry-button = 🔁 Попробовать ещё раз
status-retry-notice =
    { $count ->
        [one] Отправляю ещё раз: { $count } сообщение.
        [few] Отправляю ещё раз: { $count } сообщения.
        [many] Отправляю ещё раз: { $count } сообщений.
       *[other] Отправляю ещё раз: { $count } сообщения.
    }
status-deleted =
    { $count ->
        [one] Удалён по сроку хранения { $ago }: { $count } пост
        [few] Удалены по сроку хранения { $ago }: { $count } поста
        [many] Удалено по сроку хранения { $ago }: { $count } постов
       *[other] Удалено по сроку хранения { $ago }: { $count } поста
    }
status-backup = Последняя резервная копия: { $ago } ({ $size })
status-backup-failed = ⚠️ Резервная копия не удалась { $ago }: <code>{ $reason }</code>
status-more-faults =
    { $count ->
        [one] …и ещё { $count } канал с неполадками, см. /channels
        [few] …и ещё { $count } канала с неполадками, см. /channels
        [many] …и ещё { $count } каналов с неполадками, см. /channels
       *[other] …и ещё { $count } канала с неполадками, см. /channels
    }
status-delivery-error = ⚠️ Последняя попытка доставки не удалась: <code>{ $reason }</code>

## Прошлое канала

past-held =
    { $count ->
        [one] Хранится { $count } пост
        [few] Хранятся { $count } поста
        [many] Хранится { $count } постов
       *[other] Хранится { $count } поста
    }
past-range = С { $from } по { $to }, сообщения { $first }–{ $last }
past-no-holes = Пропущенных номеров между ними нет.
past-holes = Номера объяснены: { $kinds }
past-album-members =
    { $count ->
        [one] { $count } часть альбома
        [few] { $count } части альбомов
        [many] { $count } частей альбомов
       *[other] { $count } части альбомов
    }
past-service =
    { $count ->
        [one] { $count } служебное сообщение
        [few] { $count } служебных сообщения
        [many] { $count } служебных сообщений
       *[other] { $count } служебного сообщения
    }
past-deleted =
    { $count ->
        [one] { $count } удалён, но хранится здесь
        [few] { $count } удалены, но хранятся здесь
        [many] { $count } удалено, но хранится здесь
       *[other] { $count } удалено, но хранится здесь
    }
past-never-shown =
    { $count ->
        [one] { $count } Телеграм не показывал
        [few] { $count } Телеграм не показывал
        [many] { $count } Телеграм не показывал
       *[other] { $count } Телеграм не показывал
    }
past-no-gaps = За последние 30 дней проверялся без перерывов.
past-pushed = 📡 Публичного просмотра нет: я получаю посты сразу после выхода, но не вижу прежних и не узнаю об удалённых. После остановки дольше суток часть постов может не дойти.
past-gaps =
    ⚠️ За последние 30 дней не проверялся { $count ->
        [one] { $count } раз
        [few] { $count } раза
        [many] { $count } раз
       *[other] { $count } раза
    }, всего { $hours ->
        [one] { $hours } час
        [few] { $hours } часа
        [many] { $hours } часов
       *[other] { $hours } часа
    }. Посты загружены потом; правки и удаления того времени могли пропасть.
past-backfill-none = Старые посты: загружать больше нечего.
past-backfill-on = ⏳ Загружаю старые посты: дошёл до { $oldest }; осталось около { $posts }, { $time }
past-backfill-paused = ⏸ Старые посты: пауза на { $oldest }; осталось около { $posts }
past-minutes =
    { $count ->
        [one] около { $count } минуты
        [few] около { $count } минут
        [many] около { $count } минут
       *[other] около { $count } минуты
    }
past-hours =
    { $count ->
        [one] около { $count } часа
        [few] около { $count } часов
        [many] около { $count } часов
       *[other] около { $count } часа
    }
past-days =
    { $count ->
        [one] около { $count } дня
        [few] около { $count } дней
        [many] около { $count } дней
       *[other] около { $count } дня
    }
past-some-button = 200 постов
past-each-button = По 200 постов
past-year-button = За год
past-all-button = Все
past-start-button = ✅ Начать
past-pause-button = ⏸ Пауза
past-resume-button = ▶️ Продолжить
past-ask =
    <b>@{ $name }</b>: около { $posts ->
        [one] { $posts } старого поста
        [few] { $posts } старых постов
        [many] { $posts } старых постов
       *[other] { $posts } старого поста
    }, { $time }. Новые посты тем временем идут первыми. Загрузить?
past-reach =
    { $reach }: ≈ { $posts ->
        [one] { $posts } пост
        [few] { $posts } поста
        [many] { $posts } постов
       *[other] { $posts } поста
    }, { $time }
past-line =
    { $mark } { $name }: { $held ->
        [one] { $held } пост
        [few] { $held } поста
        [many] { $held } постов
       *[other] { $held } поста
    }, с { $oldest }
past-many-on = ⏳ Всего осталось около { $posts }, { $time }
past-many-paused = ⏸ Пауза; всего осталось около { $posts }
past-some-notice = Последние 200 постов уже здесь.
past-nothing-notice = Более старых постов нет.
past-progress = <b>@{ $name }</b>: здесь { $held ->
        [one] { $held } пост
        [few] { $held } поста
        [many] { $held } постов
       *[other] { $held } поста
    }
past-done = ✅ Это всё: можно искать.
digest-gap = ⚠️ { $channels }: некоторое время не проверялись ({ $from } – { $to }); правки и удаления того времени могли пропасть.

## Язык и личные данные

language-choose = Выберите язык:
language-set = ✅ Теперь говорю по-русски.
privacy =
    <b>Что я храню об этом чате</b>
    • его номер, язык, часовой пояс, тихие часы и расписание: когда и о чём ему писать
    • за какими каналами он следит или хотел бы, и сохранённые запросы
    • какие посты он уже получил, чтобы ни один не пришёл дважды
    • подключённые группы и каналы (/connect) и их названия

    Ни имён, ни телефонов, ни геопозиций, ни ваших сообщений я не храню.

    Ещё я храню посты публичных каналов, за которыми кто-нибудь попросил следить, — столько, сколько задал владелец бота. О том, кто их читает, они ничего не говорят.

    Сведения об этом чате остаются, пока вы их не сотрёте: /forget удаляет всё и сразу. Если вы меня заблокируете, я перестану писать, а настройки вас подождут.
forget-ask = <b>Стереть всё, что я храню об этом чате?</b> Каналы, запросы, расписание и сведения о полученных постах. Отменить это нельзя.
forget-yes-button = 🗑 Да, стереть всё
forget-no-button = Нет, оставить
forget-done = ✅ Готово: об этом чате больше ничего не хранится. Если напишете снова, начнём с чистого листа.
forget-kept = Ничего не стёрто.

follow-up-edited = ✏️ <b>{ $link }</b> изменён · вы его получили: { $received }
follow-up-deleted = 🗑 <b>{ $link }</b> удалён · вы его получили: { $received }
follow-up-deleted-between = Удалён между { $after } и { $before }
follow-up-deleted-before = Удалён до { $before }
follow-up-deleted-about = Удалён около { $before }
follow-up-more =
    { $count ->
        [one] … и ещё { $count } пост из полученных вами
        [few] … и ещё { $count } поста из полученных вами
        [many] … и ещё { $count } постов из полученных вами
       *[other] … и ещё { $count } поста из полученных вами
    }
follow-up-history-button = 🕓 История
notice-channel-renamed = У канала «{ $title }» новое имя: { $from } теперь { $name }. Продолжаю за ним следить.
notice-channel-recycled = ⚠️ Имя { $name } теперь принадлежит другому каналу, а не «{ $title }», за которым вы следите. Его посты я храню, а из другого ничего не беру.
notice-channel-admitted = ✅ Я теперь администратор канала «{ $title }» ({ $name }): посты приходят сразу после выхода. Прежние мне не видны.
notice-channel-dismissed = ⚠️ Я больше не администратор канала «{ $title }» ({ $name }), а публичного просмотра у него нет: новые посты не приходят. Собранные по-прежнему можно искать.

## Куда сообщения не доходят

trouble-group =
    ⏸ <b>{ $title }</b>: мне нельзя туда писать. Дайджесты и оповещения ждут, ничего не пропадёт.

    Что поможет: снимите с меня ограничения или сделайте администратором.
trouble-channel =
    ⏸ <b>{ $title }</b>: мне нельзя там публиковать. Дайджесты и оповещения ждут, ничего не пропадёт.

    Что поможет: в списке администраторов канала включите мне «Публикация сообщений».
trouble-end-rights = ✅ <b>{ $title }</b>: мне снова можно туда писать.
trouble-general =
    ⏸ <b>{ $title }</b>: тема General закрыта для меня. Дайджесты и оповещения ждут, ничего не пропадёт.

    Что поможет: откройте её или напишите /schedule в другой теме и нажмите у плана «📍 Писать сюда».
trouble-end-general = ✅ <b>{ $title }</b>: мне снова можно писать в General.
trouble-closed =
    ⚠️ <b>{ $title }</b>: тема { $plans } закрыта для меня. То, что для неё, приходит в General.

    Что поможет: откройте тему или напишите /schedule в другой и нажмите у плана «📍 Писать сюда».
trouble-missing =
    ⚠️ <b>{ $title }</b>: темы { $plans } больше нет. То, что для неё, приходит в General.

    Что поможет: напишите /schedule в другой теме и нажмите у плана «📍 Писать сюда».
trouble-end-topic = ✅ <b>{ $title }</b>: сообщения { $plans } снова приходят в свою тему.
trouble-here-closed = ⚠️ Тема { $plans } закрыта для меня, поэтому пишу сюда. Администратор может открыть её или написать /schedule в другой теме и нажать у плана «📍 Писать сюда».
trouble-here-missing = ⚠️ Темы { $plans } больше нет, поэтому пишу сюда. Администратор может написать /schedule в другой теме и нажать у плана «📍 Писать сюда».
trouble-plans =
    { $count ->
        [1] плана { $numbers }
       *[other] планов { $numbers }
    }
trouble-button = 🔧 Настроить отсюда
trouble-retry-button = 🔁 Попробовать сейчас

## Состояние каналов

health-preview = 🔒 Больше не могу читать «{ $title }» ({ $name }): публичный просмотр отключён или у канала новое имя. Собранные посты по-прежнему можно искать. Если имя новое, пришлите ссылку; если просмотр отключён, администратор канала может добавить меня в администраторы, и я продолжу читать.
health-unreachable = ⚠️ Уже сутки не могу прочитать «{ $title }» ({ $name }), хотя другие каналы отвечают. Продолжаю пробовать и потом загружу пропущенное.
health-silent =
    🔇 «{ $title }» ({ $name }) молчит уже { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    } — дольше обычного. Продолжаю проверять.
health-scam = 🚫 Телеграм пометил «{ $title }» ({ $name }) как мошеннический канал (Scam).
health-fake = 🚫 Телеграм пометил «{ $title }» ({ $name }) как поддельный канал (Fake): возможно, он выдаёт себя за другой.
health-leave-button = ✖️ Отписаться от { $name }
health-subscribers = 📉 «{ $title }» ({ $name }) за неделю потерял не меньше пятой части подписчиков: { $from } → { $to }
health-preview-end = ✅ Снова могу читать «{ $title }» ({ $name }).
health-unreachable-end = ✅ Снова могу читать «{ $title }» ({ $name }); пропущенное загружается.
health-silent-end =
    🔔 «{ $title }» ({ $name }) снова пишет — после { $days ->
        [one] { $days } дня
        [few] { $days } дней
        [many] { $days } дней
       *[other] { $days } дня
    } молчания.
health-scam-end = ✅ Телеграм снял с «{ $title }» ({ $name }) метку Scam.
health-fake-end = ✅ Телеграм снял с «{ $title }» ({ $name }) метку Fake.
health-many-title =
    { $count ->
        [one] <b>Новости { $count } вашего канала</b>
        [few] <b>Новости { $count } ваших каналов</b>
        [many] <b>Новости { $count } ваших каналов</b>
       *[other] <b>Новости { $count } вашего канала</b>
    }
health-many-preview = 🔒 Больше не читаются, просмотр отключён или имя новое: { $names }. Собранные посты можно искать.
health-many-unreachable = ⚠️ Не читаются уже сутки: { $names }. Продолжаю пробовать.
health-many-silent = 🔇 Молчат дольше обычного: { $names }
health-many-scam = 🚫 Телеграм пометил как мошеннические (Scam): { $names }
health-many-fake = 🚫 Телеграм пометил как поддельные (Fake): { $names }
health-many-subscribers = 📉 За неделю потеряли не меньше пятой части подписчиков: { $names }
health-many-preview-end = ✅ Снова читаются: { $names }
health-many-unreachable-end = ✅ Снова читаются: { $names }. Пропущенное загружается.
health-many-silent-end = 🔔 Снова пишут: { $names }
health-many-scam-end = ✅ Метка Scam снята: { $names }
health-many-fake-end = ✅ Метка Fake снята: { $names }
health-more = и ещё { $count }
state-preview = 🔒 публичного просмотра нет с { $since }
state-unreachable = ⚠️ не читается с { $since }
state-silent = 🔇 молчит с { $since }, это необычно
state-scam = 🚫 помечен Телеграмом как мошеннический (Scam)
state-fake = 🚫 помечен Телеграмом как поддельный (Fake)
state-subscribers = 📉 за неделю потерял не меньше пятой части подписчиков

## Настройки

settings-title = ⚙️ <b>Настройки.</b> Нажмите, чтобы изменить.
settings-channel-news = 🔔 <b>Новости каналов:</b> новое или потерянное имя, закрытый просмотр, необычное молчание, метка Scam или Fake, отток подписчиков — и когда всё снова в порядке.
settings-channel-news-button =
    { $value ->
        [true] 🔔 Новости каналов: да
       *[other] 🔕 Новости каналов: нет
    }
settings-digest-length = 📰 <b>Длина дайджеста:</b> краткий — по строке на пост; обычный — главное с цитатами, одно сообщение со страницами; полный — выдержка из каждого поста.
settings-digest-length-button =
    { $value ->
        [short] 📰 Дайджест: краткий
        [full] 📰 Дайджест: полный
       *[other] 📰 Дайджест: обычный
    }
settings-rich-messages = ✨ <b>Оформленные сообщения:</b> заголовки и складные списки, если приложение их понимает; кроме полных дайджестов.
settings-rich-messages-button =
    { $value ->
        [true] ✨ Оформление: да
       *[other] ✨ Оформление: нет
    }
settings-members = 👥 <b>Участники:</b> могут ли и они менять каналы, запросы и расписания; иначе только администраторы
settings-members-button =
    { $value ->
        [true] 👥 Участники настраивают: да
       *[other] 👤 Участники настраивают: нет
    }
settings-follow-ups = ✏️ <b>Изменённые посты:</b> полученный вами пост изменили по существу или удалили.
settings-follow-ups-button =
    { $value ->
        [true] ✏️ Изменённые посты: да
       *[other] ✏️ Изменённые посты: нет
    }

## Динамика

trend-usage =
    Что посчитать? Напишите запрос и, если нужно, за сколько времени:
    <code>/trend слова 30д</code>
trend-total =
    { $count ->
        [0] Ни одного поста
        [one] <b>{ $count }</b> пост
        [few] <b>{ $count }</b> поста
        [many] <b>{ $count }</b> постов
       *[other] <b>{ $count }</b> поста
    } за { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
trend-total-about =
    Около { $count ->
        [one] <b>{ $count }</b> поста
        [few] <b>{ $count }</b> постов
        [many] <b>{ $count }</b> постов
       *[other] <b>{ $count }</b> поста
    } за { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
trend-begins = Архив начинается с { $day }
rise =
    { $count ->
        [one] <b>{ $count } пост</b>
        [few] <b>{ $count } поста</b>
        [many] <b>{ $count } постов</b>
       *[other] <b>{ $count } поста</b>
    } за сутки, обычно { $usual ->
        [0] почти ни одного
       *[other] около { $usual }
    }
rise-lead = Главный пост:
rise-trend-button = 📈 График
trend-lead = Самый насыщенный день, и главный пост в нём:
trend-picture =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    } · { $count ->
        [one] { $count } пост
        [few] { $count } поста
        [many] { $count } постов
       *[other] { $count } поста
    } · { $channels ->
        [one] { $channels } канал
        [few] { $channels } канала
        [many] { $channels } каналов
       *[other] { $channels } канала
    }
trend-period-button =
    { $days ->
        [365] год
       *[other] { $days } д
    }
week-title = { $from } – { $to }
week-total =
    { $count ->
        [one] Найден { $count } пост
        [few] Найдено { $count } поста
        [many] Найдено { $count } постов
       *[other] Найдено { $count } поста
    }
week-queries-mark = Запросы
week-channels-mark = Каналы
week-more-queries =
    { $count ->
        [one] И ещё { $count } запрос.
        [few] И ещё { $count } запроса.
        [many] И ещё { $count } запросов.
       *[other] И ещё { $count } запроса.
    }
week-nothing = За последние семь дней ничего не нашлось. Ваши запросы: /watches

## Другие чаты из личного

connect-title = <b>Ваши группы и каналы</b>
connect-choose =
    Выберите ниже группу или канал, где вы администратор. Настраивать их можно будет отсюда, и этого никто не увидит.

    Не из чего выбрать? <a href="{ $link }">Добавьте меня в группу</a>
connect-group-button = 👥 Выбрать группу
connect-channel-button = 📣 Выбрать канал
connect-done =
    🔧 Теперь отсюда настраивается <b>{ $title }</b>: /follow, /watch, /schedule и всё остальное относится к этой группе.

    Вернуться к своему чату: /connect
connect-done-channel =
    🔧 Теперь отсюда настраивается <b>{ $title }</b>: /follow, /watch, /schedule и всё остальное относится к этому каналу. Дайджесты и уведомления будут выходить постами канала.

    Вернуться к своему чату: /connect
connect-absent = Меня нет в этом чате. Добавьте меня и выберите его ещё раз: /connect
connect-cannot_post = Мне нельзя писать в этот канал. В списке его администраторов включите мне «Публикация сообщений» и выберите канал ещё раз: /connect
connect-not_admin = Настраивать чат отсюда могут только его администраторы.
connect-full = Больше чатов подключить нельзя. Сначала отключите какой-нибудь: /connect
connect-lost = Вы больше не управляете чатом { $title }: вас нет среди его администраторов. Ваши чаты: /connect
connect-away = Меня больше нет в чате { $title }. Его настройки целы: добавьте меня снова или выберите другой чат: /connect
connect-managing = Сейчас настраивается: <b>{ $title }</b>
connect-managing-own = Сейчас настраивается: этот личный чат
connect-none = Подключённых чатов нет.
connect-in-group = Эту группу можно настраивать из личного чата со мной.
connect-open-button = 🔧 Настроить в личном чате
connect-own-button = Мой личный чат
connect-add-button = ➕ Ещё один чат
connect-off-button = ✖️ Отключить
connect-off-notice = Отключено
connect-retry-notice = Пробую. Если писать можно, всё придёт.
connect-gone-notice = Этот чат уже не подключён

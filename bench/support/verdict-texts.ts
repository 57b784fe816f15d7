/** Texts as people and devices write them, in 34 languages, written for `bench/verdicts`: messages, names, places, remarks, lists. */

/** By BCP 47 tag, a text a line. */
const written: Readonly<Record<string, string>> = {
  en: `
    Café Müller, Zürich – 21 °C
    The façade of Beyoncé’s new theatre
    “Signal lost” on input 4 at 12:30
    Price: £45.50 incl. VAT
    Humidity 45 %, 3 m² per rack, ±0.5 dB
    © 2021 Example Ltd. All rights reserved.`,
  de: `
    Störung am Gerät
    Prüfung läuft
    Müllerstraße 17
    Überhitzung möglich
    Gerät „Süd 3“: Lüfter defekt, bitte prüfen
    Die Übertragung wurde für fünf Minuten unterbrochen.
    Jürgen Größler, München
    ACHTUNG: ÜBERSPANNUNG AN TÜR 4
    Verfügbarkeit;größer als;98,5 %
    Rückmeldung geändert von Hänsel am 3. März`,
  fr: `
    Température élevée
    Réseau indisponible
    Défaut d'entrée n° 3
    La connexion a été coupée à 12 h 30
    Émetteur de secours : activé
    Hélène Lefèvre, bâtiment B
    Vérifiez le câble et réessayez après le redémarrage.
    ÉTAT : DÉFAUT MAJEUR, ARRÊT DEMANDÉ
    Où est passé le reçu du garçon ?
    Durée écoulée depuis la dernière mise à jour`,
  es: `
    Señal débil en el canal
    España, año 2023
    Conexión perdida
    La contraseña no es válida, inténtelo más tarde
    José Núñez Ibáñez, Logroño
    ¿Está seguro de que quiere reiniciar?
    Teléfono de atención: 900 123 456
    NIÑO, MAÑANA, CORAZÓN, PINGÜINO
    La configuración se guardó con éxito
    Batería baja: 12 % según el último informe`,
  pt: `
    Conexão não disponível
    Atenção: ligação perdida
    São Paulo, manhã de março
    A operação não pôde ser concluída
    João Conceição Magalhães
    Configuração da estação não é válida
    ATENÇÃO: TENSÃO MÁXIMA
    Você já não tem permissão para alterar as opções
    Estado do ventilador: avariado há três dias
    Endereço, código postal e região`,
  it: `
    La città è più calda
    Temperatura troppo alta, velocità più bassa
    Perché non c’è segnale?
    Il dispositivo è già attivo
    Qualità dell'immagine: così così
    Sarà verificato lunedì o martedì
    Università di Forlì
    È stata ripristinata la connessione`,
  nl: `
    Coördinatie van de kabels
    Eén verbinding is beëindigd
    De geïnstalleerde versie is te oud
    Curaçao en Bonaire zijn offline
    Reünie in het café van Zoë
    Er zijn drie patiënten geëvacueerd
    Temperatuur 21 °C, alles in orde`,
  sv: `
    Överföringen bröts
    Åtgärd krävs på våning två
    Fläkten är trasig
    Länken mellan Malmö och Göteborg är nere
    Kontrollera strömförsörjningen och försök igen
    Björn Åkesson, Västerås
    Felmeddelande från växeln i källaren
    HÖG TEMPERATUR I SKÅP FYRA`,
  da: `
    Forbindelsen er afbrudt på øen
    Prøv igen senere, måske går det
    Søren Kjærgård, Ålborg
    Fejl på indgang tre: støj
    Kølingen er slået fra
    Enheden blev ikke fundet på netværket i København
    ADVARSEL: FOR HØJ SPÆNDING`,
  no: `
    Målestasjon i Tromsø
    Forbindelsen er brutt på nytt
    Viften går for fort, sjekk kjølingen
    Bjørn Ødegård, Ålesund
    Enheten må startes på nytt før bruk
    Feil på inngang åtte: støy
    HØY TEMPERATUR I SKAP TO`,
  fi: `
    Lämpötila on liian korkea
    Yhteys menetettiin
    Käyttäjä ei löytänyt häiriötä
    Tarkista johto ja yritä myöhemmin uudelleen
    Väinö Hämäläinen, Jyväskylä
    Säätö päällä, hälytys poissa
    SELKÄ EDELLÄ PUUHUN
    Laitteen tila on tuntematon, älä käynnistä sitä`,
  is: `
    Hitastigið er of hátt
    Tækið svaraði ekki á réttum tíma
    Guðrún Þorsteinsdóttir, Ísafirði
    Tengingin við miðlarann rofnaði í nótt
    Villa kom upp þegar skráin var opnuð`,
  ca: `
    La connexió s’ha perdut
    Temperatura màxima superada a l'habitació
    Núria Puigdemunt, Vilafranca del Penedès
    No s’ha pogut obrir el fitxer perquè està en ús
    La col·lecció és buida, proveu-ho més tard`,
  pl: `
    Połączenie przerwane
    Sprawdź źródło zasilania
    Zażółć gęślą jaźń
    Temperatura w szafie jest zbyt wysoka
    Urządzenie nie odpowiada, spróbuj później
    Łukasz Wiśniewski, Gdańsk
    Błąd wejścia: brak sygnału
    UWAGA: PRZEKROCZONO NAPIĘCIE
    Zmieniono nazwę użytkownika i hasło
    Następna próba za pięć minut`,
  cs: `
    Příliš vysoká teplota
    Spojení bylo přerušeno
    Zařízení neodpovídá
    Zkontrolujte napájení a zkuste to znovu
    Jiří Dvořák, Plzeň
    Chyba vstupu číslo tři: žádný signál
    POZOR: VYSOKÉ NAPĚTÍ VE SKŘÍNI
    Žluťoučký kůň skákal přes plot
    Větrák běží příliš rychle`,
  sk: `
    Spojenie bolo prerušené
    Zariadenie neodpovedá, skúste to neskôr
    Príliš vysoká teplota v skrini
    Ľubomír Šťastný, Košice
    Skontrolujte napájanie a kábel
    Chyba na vstupe číslo päť: žiadny signál
    POZOR: VYSOKÉ NAPÄTIE`,
  hu: `
    A hőmérséklet túl magas
    Megszűnt a kapcsolat
    Ellenőrizze a tápellátást és a kábelt
    Árvíztűrő tükörfúrógép
    Győző Őszi, Székesfehérvár
    Hibás bemenet: nincs jel az ötös csatornán
    FIGYELEM: TÚL NAGY FESZÜLTSÉG
    A készülék újraindítása után próbálja újra`,
  sl: `
    Povezava je prekinjena
    Naprava ne odgovarja, poskusite znova čez čas
    Previsoka temperatura v omari številka šest
    Žiga Čučnik, Škofja Loka
    Preverite napajanje in priključni kabel
    Napaka na vhodu: šibak signal`,
  hr: `
    Veza je prekinuta, pokušajte kasnije
    Uređaj ne odgovara
    Previsoka temperatura u ormaru šest
    Đurđa Šarić, Čakovec
    Provjerite napajanje i priključni kabel što prije
    Greška na ulazu: nema signala`,
  ro: `
    Conexiunea a fost întreruptă
    Temperatură prea mare în dulapul şase
    Verificaţi alimentarea şi încercaţi din nou
    Ştefan Mureşan, Târgu Mureş
    Eroare la intrarea cinci: fără semnal
    Dispozitivul nu răspunde de două zile
    ATENŢIE: TENSIUNE PREA MARE ÎN REŢEA`,
  sq: `
    Lidhja është ndërprerë
    Pajisja nuk përgjigjet, provoni më vonë
    Temperatura shumë e lartë në dhomën e serverëve`,
  tr: `
    Bağlantı kesildi
    Sıcaklık çok yüksek
    Cihaz yanıt vermiyor, lütfen güç kaynağını kontrol edin
    İstanbul’daki ışık sönmüş
    Şükrü Çağlayan, Diyarbakır
    Giriş hatası: sinyal yok
    UYARI: AŞIRI GERİLİM ALGILANDI
    Değişiklikler kaydedilmeden önce yeniden başlatın`,
  et: `
    Ühendus katkes öösel
    Temperatuur on liiga kõrge
    Kontrollige toitejuhet ja proovige hiljem uuesti
    Jõgeva külmhoone, väljund kümme
    Seade ei vasta päringutele
    TÄHELEPANU: KÕRGE PINGE`,
  lv: `
    Savienojums ir pārtraukts
    Ierīce neatbild, mēģiniet vēlāk
    Pārāk augsta temperatūra sestajā skapī
    Jānis Bērziņš, Jūrmala
    Pārbaudiet barošanu un kabeļa pieslēgumu
    Kļūda ieejā: nav signāla
    UZMANĪBU: PĀRĀK LIELS SPRIEGUMS`,
  lt: `
    Ryšys nutrūko
    Įrenginys neatsako, bandykite vėliau
    Per aukšta temperatūra šeštoje spintoje
    Jūratė Žukauskienė, Šiauliai
    Patikrinkite maitinimą ir laidą
    Klaida įėjime: nėra signalo
    DĖMESIO: PER AUKŠTA ĮTAMPA`,
  ru: `
    Ошибка связи
    Температура слишком высокая
    Проверьте питание и кабель
    Устройство не отвечает, повторите попытку позже
    Сергей Щербаков, Нижний Новгород
    10 секунд до перезапуска
    НЕТ СИГНАЛА НА ВХОДЕ 4
    Вентилятор остановлен, требуется замена
    Пароль изменён пользователем admin
    Съёмка объекта завершена «успешно»`,
  uk: `
    Помилка зв'язку
    Температура надто висока
    Перевірте живлення та кабель
    Пристрій не відповідає, спробуйте пізніше
    Євген Їжакевич, Чернігів
    НЕМАЄ СИГНАЛУ НА ВХОДІ 4
    Пароль змінено користувачем
    Ґанок потребує ремонту цієї зими`,
  be: `
    Памылка сувязі
    Тэмпература занадта высокая
    Прылада не адказвае, паўтарыце спробу пазней
    Няма сігналу на ўваходзе
    Алесь Шаўчэнка, Магілёў`,
  bg: `
    Връзката е прекъсната
    Температурата е твърде висока
    Проверете захранването и кабела
    Устройството не отговаря, опитайте по-късно
    ЛИПСВА СИГНАЛ НА ВХОД 4
    Щъркелът чака на покрива`,
  sr: `
    Веза је прекинута
    Уређај не одговара, покушајте касније
    Превисока температура у ормару
    Ђорђе Љубичић, Ниш
    Проверите напајање и кабл што пре`,
  mk: `
    Врската е прекината
    Уредот не одговара, обидете се подоцна
    Превисока температура во шкафот
    Ѓорѓи Ќосев, Куманово`,
  el: `
    Σφάλμα σύνδεσης
    Η θερμοκρασία είναι πολύ υψηλή
    Ελέγξτε το καλώδιο και την τροφοδοσία
    Η συσκευή δεν αποκρίνεται, δοκιμάστε αργότερα
    Γιώργος Παπαδόπουλος, Θεσσαλονίκη
    ΠΡΟΣΟΧΗ: ΥΨΗΛΗ ΤΑΣΗ
    Δεν υπάρχει σήμα στην είσοδο 4`,
  he: `
    שגיאת תקשורת
    הטמפרטורה גבוהה מדי
    בדקו את הכבל ואת אספקת החשמל
    ההתקן אינו מגיב, נסו שוב מאוחר יותר
    דוד כהן, תל אביב
    אין אות בכניסה 4`,
  ar: `
    خطأ في الاتصال
    درجة الحرارة مرتفعة جدا
    يرجى فحص الكابل ومصدر الطاقة
    الجهاز لا يستجيب، حاول مرة أخرى لاحقا
    محمد عبد الله، القاهرة
    لا توجد إشارة على المدخل 4`,
  fa: `
    خطا در اتصال شبکه
    دستگاه پاسخ نمي‌دهد
    لطفا کابل و منبع تغذيه را بررسي کنيد
    گرماي بيش از حد در اتاق پنج`,
  th: `
    การเชื่อมต่อล้มเหลว
    อุณหภูมิสูงเกินไป
    โปรดตรวจสอบสายเคเบิล
    อุปกรณ์ไม่ตอบสนอง กรุณาลองใหม่ภายหลัง
    สมชาย ใจดี กรุงเทพ
    ไม่มีสัญญาณที่ช่อง 4`,
  ja: `
    接続エラー
    温度が高すぎます
    電源とケーブルを確認してください
    装置が応答しません。後でもう一度お試しください。
    山田太郎、東京都港区
    入力４に信号がありません
    ファームウェアの更新に失敗しました
    状態：異常なし`,
  zh: `
    连接已断开
    温度过高，请检查风扇
    设备没有响应，请稍后再试
    北京市海淀区中关村
    输入四没有信号
    固件升级失败，错误代码 12
    状态：正常
    用户修改了密码并重新启动了服务器`,
  "zh-Hant": `
    連線已中斷
    溫度過高，請檢查風扇
    裝置沒有回應，請稍後再試
    臺北市信義區
    輸入四沒有訊號
    韌體升級失敗，錯誤代碼 12
    狀態：正常
    使用者變更了密碼並重新啟動伺服器`,
  ko: `
    연결이 끊어졌습니다
    온도가 너무 높습니다
    전원과 케이블을 확인하십시오
    장치가 응답하지 않습니다. 나중에 다시 시도하세요.
    김철수, 서울특별시 강남구
    입력 4에 신호가 없습니다
    펌웨어 업데이트 실패`,
  vi: `
    Mất kết nối với máy chủ
    Nhiệt độ quá cao, hãy kiểm tra quạt
    Thiết bị không phản hồi`,
};

/** The texts of a language. */
export function writtenTexts(tag: string): string[] {
  return (written[tag] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Languages with texts. */
export const writtenLanguages: readonly string[] = Object.keys(written);

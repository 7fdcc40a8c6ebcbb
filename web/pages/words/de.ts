import type { PageWords } from './page-words.js';

/** The pages in German. */
export const de: PageWords = {
  lang: 'de',
  survey: {
    title: 'Wie haben wir das gemacht?',
    asks: '{brand} möchte das zu Ihrem Fall {reference} wissen.',
    asksUnnamed: 'Wir möchten wissen, wie wir es gemacht haben.',
    ease: 'Es dauert keine Minute. Was Sie auch antworten: Nichts, was wir Ihnen schulden, hängt davon ab.',
    score: 'Wie gut haben wir es in Ordnung gebracht, von 1 bis 5?',
    worst: 'gar nicht',
    best: 'vollständig',
    heard: 'Haben Sie sich gehört gefühlt?',
    repeated: 'Mussten Sie etwas mehrmals erzählen?',
    yes: 'Ja',
    no: 'Nein',
    comment: 'Möchten Sie noch etwas hinzufügen?',
    commentHint: 'Bis zu 2.000 Zeichen. Nötig ist nur die Zahl.',
    send: 'Antwort senden',
    unreadable:
      'Diese Antwort konnten wir nicht lesen. Bitte wählen Sie eine Zahl von 1 bis 5; ein Kommentar darf bis zu 2.000 Zeichen lang sein. Wenn Sie in Ihrem Browser zurückgehen, ist Ihr Text noch da.',
    notFromForm: {
      title: 'Diese Antwort kam nicht aus unserem Formular',
      text: 'Sie wurde nicht gespeichert. Bitte öffnen Sie den Link aus unserer Nachricht in Ihrem Browser und senden Sie Ihre Antwort von der Seite, die Sie dort sehen.',
    },
    thanks: { title: 'Vielen Dank', text: 'Ihre Antwort ist bei uns angekommen. Sie können diese Seite schließen.' },
    failed: {
      title: 'Bitte versuchen Sie es gleich noch einmal',
      text: 'Diese Seite konnten wir gerade nicht anzeigen. Falls Sie eine Antwort senden wollten, wurde sie nicht gespeichert: Bitte gehen Sie zurück und senden Sie sie noch einmal.',
    },
    closed: {
      unknown: {
        title: 'Dieser Link ist nicht vollständig',
        text: 'Er führt zu keiner unserer Umfragen. Bitte öffnen Sie ihn noch einmal aus unserer Nachricht, oder antworten Sie auf die Nachricht: Ein Mensch liest Ihre Antwort.',
      },
      expired: {
        title: 'Diese Umfrage ist beendet',
        text: 'Die Zeit für eine Antwort ist abgelaufen. Wenn noch etwas nicht in Ordnung ist, antworten Sie bitte auf unsere Nachricht: Ein Mensch liest Ihre Antwort.',
      },
      superseded: {
        title: 'Es gibt eine neuere Umfrage',
        text: 'Wir haben Sie inzwischen noch einmal gefragt. Bitte nehmen Sie den Link in unserer letzten Nachricht.',
      },
      used: {
        title: 'Ihre Antwort haben wir schon',
        text: 'Dieser Link war für eine Antwort, und sie ist bei uns angekommen. Wenn Sie etwas hinzufügen möchten, antworten Sie bitte auf unsere Nachricht.',
      },
    },
  },
  links: {
    about: '{brand}, Ihr Fall {reference}.',
    call: {
      title: 'Möchten Sie angerufen werden?',
      text: 'Drücken Sie auf den Knopf, und ein Mensch ruft Sie an; bis wann, schreiben wir Ihnen. Wenn wir Ihre Nummer noch nicht haben, schreiben Sie sie uns in einer Antwort auf unsere Nachricht.',
      button: 'Ja, bitte rufen Sie mich an',
      doneTitle: 'Wir rufen Sie an',
      done: 'Ein Mensch wurde gebeten, Sie anzurufen; bis wann, schreiben wir Ihnen. Wenn wir Ihre Nummer noch nicht haben, schreiben Sie sie uns bitte in einer Antwort auf unsere Nachricht.',
    },
    yes: {
      title: 'Ist die Sache für Sie erledigt?',
      text: 'Drücken Sie auf den Knopf, wenn wir es für Sie in Ordnung gebracht haben.',
      button: 'Ja, sie ist erledigt',
      doneTitle: 'Vielen Dank',
      done: 'Ihre Antwort ist bei uns angekommen.',
    },
    no: {
      title: 'Ist die Sache noch nicht erledigt?',
      text: 'Drücken Sie auf den Knopf, wenn noch etwas nicht in Ordnung ist. Ein Mensch kümmert sich darum; was schon bekannt ist, müssen Sie nicht erklären.',
      button: 'Nein, sie ist noch nicht erledigt',
      doneTitle: 'Wir nehmen die Sache wieder auf',
      done: 'Danke, dass Sie es uns sagen. Ein Mensch kümmert sich darum, und Sie hören von uns.',
    },
    thatIsAll: 'Sie können diese Seite schließen.',
    doneBefore: 'Das haben wir schon',
    stillNoCall:
      'Ihr Wunsch nach einem Anruf ist bei uns angekommen. Wenn Sie bis zu der Zeit, die wir Ihnen geschrieben haben, niemand angerufen hat, antworten Sie bitte mit Ihrer Nummer auf unsere Nachricht: Ein Mensch liest sie.',
    toAdd: 'Wenn Sie etwas hinzufügen möchten, antworten Sie bitte auf unsere Nachricht.',
    yesAfterNo: {
      title: 'Wir haben beide Antworten von Ihnen',
      text: 'Sie haben uns vorher gesagt, dass die Sache nicht erledigt war; deshalb haben Menschen sie wieder aufgenommen. Wenn sie doch erledigt ist, antworten Sie bitte auf unsere Nachricht und sagen Sie es: Ein Mensch liest Ihre Antwort.',
    },
    unknown: {
      title: 'Dieser Link ist nicht vollständig',
      text: 'Er führt zu keiner unserer Nachrichten. Bitte öffnen Sie ihn noch einmal aus unserer Nachricht, oder antworten Sie auf die Nachricht: Ein Mensch liest Ihre Antwort.',
    },
    failed: {
      title: 'Bitte versuchen Sie es gleich noch einmal',
      text: 'Diese Seite konnten wir gerade nicht anzeigen. Falls Sie auf den Knopf gedrückt haben, wurde das nicht gespeichert: Bitte gehen Sie zurück und drücken Sie noch einmal darauf.',
    },
  },
  unsubscribe: {
    ask: {
      title: 'Keine Fragen mehr von uns?',
      text: 'Wenn etwas schiefgegangen ist, fragen wir nach, wie es ausgegangen ist. Wenn Sie nicht gefragt werden möchten, sagen Sie es hier. Was noch in Ordnung zu bringen ist, davon hören Sie trotzdem.',
      button: 'Fragen Sie mich nicht mehr',
    },
    done: {
      title: 'Wir fragen Sie nicht mehr',
      text: 'Sie bekommen von uns keine Umfragen mehr. Was wir Ihnen noch schulden, ist davon nicht berührt: Davon hören Sie. Sie können diese Seite schließen.',
    },
    unknown: {
      title: 'Dieser Link ist nicht vollständig',
      text: 'Es wurde nichts geändert. Bitte öffnen Sie ihn noch einmal aus unserer Nachricht, oder antworten Sie auf die Nachricht: Ein Mensch liest Ihre Antwort.',
    },
    failed: {
      title: 'Bitte versuchen Sie es gleich noch einmal',
      text: 'Das war gerade nicht möglich, und es wurde nichts geändert. Bitte gehen Sie zurück und versuchen Sie es noch einmal, oder antworten Sie auf unsere Nachricht: Ein Mensch liest Ihre Antwort.',
    },
  },
};

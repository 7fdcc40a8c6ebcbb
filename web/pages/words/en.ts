import type { PageWords } from './page-words.js';

/** The pages in English. */
export const en: PageWords = {
  lang: 'en',
  survey: {
    title: 'How did we do?',
    asks: '{brand} would like to know this about your case {reference}.',
    asksUnnamed: 'We would like to know how we did.',
    ease: 'It takes less than a minute. Whatever you answer, nothing that we owe you depends on it.',
    score: 'How well did we put this right, from 1 to 5?',
    worst: 'not at all',
    best: 'completely',
    heard: 'Did you feel heard?',
    repeated: 'Did you have to repeat yourself?',
    yes: 'Yes',
    no: 'No',
    comment: 'Is there anything you would like to add?',
    commentHint: 'Up to 2,000 characters. Only the score is needed.',
    send: 'Send my answer',
    unreadable:
      'We could not read that answer. Please choose a score from 1 to 5; a comment may be up to 2,000 characters long. If you go back in your browser, your text is still there.',
    notFromForm: {
      title: 'This answer did not come from our form',
      text: 'It was not kept. Please open the link from our message in your browser, and send your answer from the page that it shows.',
    },
    thanks: { title: 'Thank you', text: 'Your answer has reached us. You can close this page.' },
    failed: {
      title: 'Please try again in a moment',
      text: 'We could not serve this page just now. If you were sending an answer, it was not kept: please go back and send it once more.',
    },
    closed: {
      unknown: {
        title: 'This link is not complete',
        text: 'It does not lead to one of our surveys. Please open it again from our message, or reply to that message: a person reads it.',
      },
      expired: {
        title: 'This survey has ended',
        text: 'The time for an answer has passed. If something is still not right, please reply to our message: a person reads it.',
      },
      superseded: {
        title: 'There is a newer survey',
        text: 'We have asked you again since. Please use the link in our latest message.',
      },
      used: {
        title: 'We already have your answer',
        text: 'This link was for one answer, and it has reached us. If you would like to add something, please reply to our message.',
      },
    },
  },
  links: {
    about: '{brand}, your case {reference}.',
    call: {
      title: 'Would you like a call?',
      text: 'Press the button, and a person calls you; we write to you by when. If we do not have your number yet, reply to our message with it.',
      button: 'Yes, please call me',
      doneTitle: 'We will call you',
      done: 'A person has been asked to call you, and we write to you by when. If we do not have your number yet, please reply to our message with it.',
    },
    yes: {
      title: 'Is it settled for you?',
      text: 'Press the button if what we did has put it right for you.',
      button: 'Yes, it is settled',
      doneTitle: 'Thank you',
      done: 'Your answer has reached us.',
    },
    no: {
      title: 'Is it not settled yet?',
      text: 'Press the button if something is still not right. A person takes it up; you need not explain what is known already.',
      button: 'No, it is not settled yet',
      doneTitle: 'We take it up again',
      done: 'Thank you for telling us. A person looks into it, and you hear from us.',
    },
    thatIsAll: 'You can close this page.',
    doneBefore: 'We have this already',
    stillNoCall:
      'Your wish for a call has reached us. If nobody has called you by the time we wrote to you, please reply to our message with your number: a person reads it.',
    toAdd: 'If you would like to add something, please reply to our message.',
    yesAfterNo: {
      title: 'We have both of your answers',
      text: 'You told us before that it was not settled, so people have taken it up again. If it is settled after all, please reply to our message and say so: a person reads it.',
    },
    unknown: {
      title: 'This link is not complete',
      text: 'It does not lead to one of our messages. Please open it again from our message, or reply to that message: a person reads it.',
    },
    failed: {
      title: 'Please try again in a moment',
      text: 'We could not serve this page just now. If you pressed the button, it was not kept: please go back and press it once more.',
    },
  },
  unsubscribe: {
    ask: {
      title: 'No more questions from us?',
      text: 'We ask how things went after something went wrong. If you do not want to be asked, say so here. Whatever is still to be put right, you will hear about it all the same.',
      button: 'Do not ask me any more',
    },
    done: {
      title: 'We will not ask you any more',
      text: 'You get no more surveys from us. What we still owe you is not affected: you will hear about that. You can close this page.',
    },
    unknown: {
      title: 'This link is not complete',
      text: 'Nothing was changed. Please open it again from our message, or reply to that message: a person reads it.',
    },
    failed: {
      title: 'Please try again in a moment',
      text: 'We could not do this just now, and nothing was changed. Please go back and try once more, or reply to our message: a person reads it.',
    },
  },
};

# The group answers a list of an office.
mending-title = List of corrections
mending-lede = This is everything the officer asks for. Only the parts on this list can be changed.
mending-due = Send again by
mending-by = By { $when }
mending-done = We have corrected this
mending-reply = Answer to the officer
mending-reply-hint = For example: the new domicile letter is uploaded.
mending-save = Save answers
mending-left =
    { $n ->
        [one] { $n } thing is not answered yet. Answer everything, then the chair and the treasurer sign again.
       *[other] { $n } things are not answered yet. Answer everything, then the chair and the treasurer sign again.
    }
mending-ready = Everything is answered. Now the chair and the treasurer sign, then send again.
mending-seen = The officer reads these answers once the proposal is sent again.
mending-fault-long = An answer has at most 500 letters. Make it shorter.
mending-task = Answer the list of corrections
mending-task-why =
    { $n ->
        [0] Everything is answered.
        [one] { $n } thing is not answered yet.
       *[other] { $n } things are not answered yet.
    }
mending-send = Send the corrections
mending-sent = The corrections are sent. The same officer checks again.
mending-reply-shown = Answer of the applicant: { $text }
mending-mended = The applicant says that this is corrected.
mending-changes = What changed since the version before
mending-changes-none = Nothing changed.
mending-before = Before
mending-now = Now
mending-nothing = (nothing)
mending-other-file = another file
mending-with-group = The applicant is making corrections. What is shown here is the version that was sent last.
budget-line-number = Budget line { $number }

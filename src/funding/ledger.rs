//! The ledger of help: what each entry does to the balances of a call and of an award, and what must always hold. Rows
//! are only added; no money moves here, and no state is known here.
use crate::platform::money::Rupiah;

crate::words! {
    /// What an entry records, and the rows of docs/funding.md that write it.
    pub enum Entry {
        /// Money of the call; C3, C5.
        Ceiling = "ceiling",
        /// Promised to an award; 23, A8.
        Commit = "commit",
        /// A promise taken back; A3, A4, A8, A11, A13.
        Release = "release",
        /// Money paid; T5.
        Pay = "pay",
        /// Goods or services handed over, at their value; T6.
        HandOver = "hand_over",
        /// A payment came back; T7, T9.
        Return = "return",
        /// Money that was not spent came back; R5.
        Refund = "refund",
        /// An amount claimed back; A11. A refund settles it.
        Recover = "recover",
    }
}

/// An entry to write: its kind and its amount, above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub entry: Entry,
    pub amount: Rupiah,
}

/// Sums of a call. Rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfCall {
    pub ceiling: i64,
    /// Promised less released, of all its awards.
    pub committed: i64,
}

/// Sums of an award. Rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfAward {
    pub committed: i64,
    pub released: i64,
    pub paid: i64,
    pub handed_over: i64,
    pub returned: i64,
    pub refunded: i64,
    pub recovered: i64,
}

/// The sums an entry changes: those of the call, and those of the award it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub call: OfCall,
    pub award: OfAward,
}

/// Why an entry is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing, less than nothing, or more than a column holds.
    NoAmount,
    /// More than is left of the ceiling.
    AboveCeiling,
    /// More than is promised and not given yet.
    AboveCommitment,
    /// More than was given and has not come back.
    AboveGiven,
}

crate::words! {
    /// A rule that does not hold. The doctor prints one line each.
    pub enum Broken {
        /// More is promised than there is.
        Ceiling = "call_ceiling",
        /// More was given than was promised.
        Commitment = "award_commitment",
        /// More came back than was given.
        Given = "award_given",
        /// approved ≤ recommended ≤ asked does not hold.
        Amounts = "award_amounts",
        /// The instalments are not the award.
        Tranches = "award_tranches",
        /// A closed award has something left.
        Remainder = "award_remainder",
        /// What was spent and came back is not what was given.
        Account = "award_account",
    }
}

/// The balance after an entry.
///
/// # Errors
/// The balance would break a rule; nothing is written then.
pub fn post(balance: Balance, posting: Posting) -> Result<Balance, Refusal> {
    let amount = posting.amount.0;
    let refuse = |wrong, refusal| if wrong { Err(refusal) } else { Ok(()) };
    refuse(amount <= 0 || posting.amount > Rupiah::MAX, Refusal::NoAmount)?;
    match posting.entry {
        Entry::Ceiling => refuse(balance.call.ceiling + amount > Rupiah::MAX.0, Refusal::NoAmount)?,
        Entry::Commit => refuse(amount > balance.call.available(), Refusal::AboveCeiling)?,
        Entry::Release | Entry::Pay | Entry::HandOver => {
            refuse(amount > balance.award.unpaid(), Refusal::AboveCommitment)?;
        }
        Entry::Return | Entry::Refund => refuse(amount > balance.award.kept(), Refusal::AboveGiven)?,
        Entry::Recover => refuse(amount > balance.award.claimable(), Refusal::AboveGiven)?,
    }
    Ok(add(balance, posting))
}

/// What entries come to, whether they should have been written or not: the doctor sums every row anew.
pub fn sum(postings: impl IntoIterator<Item = Posting>) -> Balance {
    postings.into_iter().fold(Balance::default(), add)
}

/// What was claimed back of an award and has not come back yet, by its entries in their order: what came back before a
/// claim settles nothing of it.
pub fn open_claim(postings: impl IntoIterator<Item = Posting>) -> Rupiah {
    let open = postings.into_iter().fold(0, |open: i64, posting| match posting.entry {
        Entry::Recover => open + posting.amount.0,
        Entry::Refund | Entry::Return => (open - posting.amount.0).max(0),
        Entry::Ceiling | Entry::Commit | Entry::Release | Entry::Pay | Entry::HandOver => open,
    });
    Rupiah(open)
}

/// Rule 1: a call promises no more than it has.
pub fn check_call(call: OfCall) -> Vec<Broken> {
    if call.available() < 0 { vec![Broken::Ceiling] } else { Vec::new() }
}

/// Rule 2: an award gives no more than it promised, and gets no more back than it gave.
pub fn check_award(award: OfAward) -> Vec<Broken> {
    let rules = [(award.unpaid() >= 0, Broken::Commitment), (award.kept() >= 0, Broken::Given)];
    rules.into_iter().filter(|(holds, _)| !holds).map(|(_, broken)| broken).collect()
}

/// Rule 3: approved ≤ recommended ≤ asked, and the instalments of an active award are the award.
pub fn check_amounts(award: OfAward, asked: Rupiah, recommended: Rupiah, tranches: &[Rupiah]) -> Vec<Broken> {
    let promised = award.promised();
    let ordered = promised <= recommended.0 && recommended <= asked;
    let parts: i64 = tranches.iter().map(|tranche| tranche.0).sum();
    let rules = [(ordered, Broken::Amounts), (parts == promised, Broken::Tranches)];
    rules.into_iter().filter(|(holds, _)| !holds).map(|(_, broken)| broken).collect()
}

/// Rule 4: nothing is left of a closed award, and its account is the money it was given.
pub fn check_closed(award: OfAward, spent: Rupiah) -> Vec<Broken> {
    let rules = [
        (award.unpaid() == 0, Broken::Remainder),
        (spent.0 + award.refunded == award.given() && award.refunded >= award.recovered, Broken::Account),
    ];
    rules.into_iter().filter(|(holds, _)| !holds).map(|(_, broken)| broken).collect()
}

/// Parts of an amount by weight, by largest remainder: they come to the whole. Equal remainders go to the heavier
/// weight and then to the earlier one, so the order of unequal weights changes nothing. No parts when no weight is above 0.
pub fn divide(whole: Rupiah, weights: &[u32]) -> Vec<Rupiah> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 || whole < Rupiah(0) {
        return Vec::new();
    }
    let exact = |weight: u32| i128::from(whole.0) * i128::from(weight);
    let mut parts: Vec<i64> = weights.iter().map(|weight| i64::try_from(exact(*weight) / all).unwrap_or(0)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| {
        let weight = weights.get(*at).copied().unwrap_or(0);
        std::cmp::Reverse((exact(weight) % all, weight))
    });
    let left = whole.0 - parts.iter().sum::<i64>();
    // Fewer rupiah are left over than there are weights with a remainder.
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    parts.into_iter().map(Rupiah).collect()
}

impl OfCall {
    /// What can still be promised.
    pub const fn available(self) -> i64 {
        self.ceiling - self.committed
    }
}

impl OfAward {
    /// Promised and not taken back.
    pub const fn promised(self) -> i64 {
        self.committed - self.released
    }

    /// Given and not come back as a failed payment.
    pub const fn given(self) -> i64 {
        self.paid + self.handed_over - self.returned
    }

    /// Promised and not given.
    pub const fn unpaid(self) -> i64 {
        self.promised() - self.given()
    }

    /// Given, and neither returned nor refunded: what an account has to be given for.
    pub const fn kept(self) -> i64 {
        self.given() - self.refunded
    }

    /// What can still be claimed back: given, not come back, and not claimed before. What is left of a claim follows from
    /// the order of its entries: see [`open_claim`].
    pub const fn claimable(self) -> i64 {
        let gone = if self.refunded > self.recovered { self.refunded } else { self.recovered };
        self.given() - gone
    }
}

fn add(balance: Balance, posting: Posting) -> Balance {
    let Balance { mut call, mut award } = balance;
    let amount = posting.amount.0;
    match posting.entry {
        Entry::Ceiling => call.ceiling += amount,
        Entry::Commit => {
            call.committed += amount;
            award.committed += amount;
        }
        Entry::Release => {
            call.committed -= amount;
            award.released += amount;
        }
        Entry::Pay => award.paid += amount,
        Entry::HandOver => award.handed_over += amount,
        Entry::Return => award.returned += amount,
        Entry::Refund => award.refunded += amount,
        Entry::Recover => award.recovered += amount,
    }
    Balance { call, award }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;

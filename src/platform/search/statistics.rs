//! Word statistics of one kind of document. In a mixed index the counts of the whole would be wrong for each kind.
use tantivy::{Searcher, Term, query::Bm25StatisticsProvider, schema::Field};

pub(super) struct OfKind<'a> {
    pub searcher: &'a Searcher,
    /// The term `kind:…`: its document frequency is the number of documents of the kind, deleted ones included, as
    /// in all other frequencies. A count of live documents could be smaller than a word's frequency.
    pub kind: Term,
}

impl Bm25StatisticsProvider for OfKind<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.doc_freq(&self.kind)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

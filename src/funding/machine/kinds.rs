//! Events and effects come in two forms: with what they carry, and as a bare word for tables, buttons and previews.

/// Declares an enum with payloads and the closed list of its words, and the way from one to the other.
macro_rules! kinds {
    (
        $(#[$meta:meta])* $vis:vis enum $name:ident as $(#[$kind_meta:meta])* $kind:ident {
            $($(#[$variant_meta:meta])* $variant:ident $({ $($field:ident: $type:ty),+ $(,)? })? = $word:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($(#[$variant_meta])* $variant $({ $($field: $type),+ })?,)+
        }

        $crate::words! {
            $(#[$kind_meta])*
            $vis enum $kind {
                $($(#[$variant_meta])* $variant = $word,)+
            }
        }

        impl $name {
            /// Its word, without what it carries.
            pub const fn kind(&self) -> $kind {
                match self {
                    $(Self::$variant { .. } => $kind::$variant,)+
                }
            }
        }
    };
}

pub(crate) use kinds;

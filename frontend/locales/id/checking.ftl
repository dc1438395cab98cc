# Officers check proposals.
tile-inbox = Kotak masuk proposal
tile-inbox-text = Proposal yang menunggu Anda, tenggat terdekat di atas.
back-inbox = Kembali ke kotak masuk
inbox-title = Kotak masuk proposal
inbox-lede = Proposal untuk pembukaan yang Anda tangani, tenggat terdekat di atas.
inbox-call = Pembukaan
inbox-stage = Tahap
inbox-any = Semua
inbox-none = Tidak ada proposal di sini
inbox-none-text = Proposal muncul sesudah dikirim, bila Anda bertugas di pembukaannya.
inbox-days-left =
    { $n ->
       [0] Hari terakhir,
      *[other] { $n } hari kerja lagi,
    }
inbox-late = Lewat tenggat,
checking-claim = Mulai memeriksa
checking-claim-text = Satu proposal diperiksa satu orang. Sesudah Anda mulai, hanya Anda yang bisa membuka berkas tertutupnya.
checking-no-tie = Saya tidak punya ikatan dengan pengaju
checking-no-tie-hint = Bukan keluarga, bukan rekan usaha, bukan tempat kerja sebelumnya. Bila ada ikatan, biarkan rekan Anda yang memeriksa.
checking-claim-button = Ambil proposal ini
checking-not-yours = Proposal ini dipegang rekan lain. Isinya hanya tampil untuk petugas yang memeriksanya.
checking-papers-text = Setiap kali berkas tertutup dibuka, pengaju melihat kapan dan mengapa.
checking-open-why = Mengapa berkas ini dibuka?
checking-open = Buka berkas
opening-reason-point = Memeriksa satu butir daftar periksa
opening-reason-validity = Memeriksa masa berlaku
opening-reason-compare = Mencocokkan dengan berkas lain
opening-reason-after-revision = Memeriksa hasil perbaikan
checking-list = Daftar periksa
checking-group-content = 1. Isi proposal
checking-group-papers = 2. Administrasi
checking-group-fit = 3. Kesesuaian
checking-group-continuity = 4. Tidak terus-menerus
checking-present = Ada
checking-absent = Tidak
checking-not-needed = Tidak perlu
checking-verdict = Penilaian
checking-fine = Sesuai
checking-lacking = Kurang
checking-note = Catatan untuk pengaju
checking-save = Simpan
checking-not-seen = Belum diperiksa
checking-known-lines =
    { $n ->
       [0] Tercatat: belum ada baris anggaran.
      *[other] Tercatat: { $n } baris anggaran.
    }
checking-known-total = Tercatat: jumlah { $sum }.
checking-known-quotes =
    { $n ->
       [0] Tercatat: pembanding harga cukup.
      *[other] Tercatat: { $n } baris kurang pembanding harga.
    }
checking-known-awards =
    { $n ->
       [0] Tercatat: belum pernah menerima bantuan lewat sini.
      *[other] Tercatat: { $n } kali menerima bantuan lewat sini.
    }
checking-known-papers =
    { $n ->
       [0] Tercatat: berkas belum diunggah.
      *[other] Tercatat: { $n } berkas diunggah.
    }
checking-others =
    { $n ->
       [0] Tidak ada proposal lain yang berjalan.
      *[other] Ada { $n } proposal lain dari pengaju ini yang berjalan.
    }
checking-duplicates = Pendanaan ganda
checking-duplicates-note = Apa yang Anda temukan?
checking-duplicates-hint = Wajib diisi. Misalnya: tidak ada bantuan lain untuk barang yang sama.
checking-steps = Langkah berikutnya
checking-step-return = Minta perbaikan
checking-step-extend = Tambah waktu perbaikan
checking-step-complete = Berkas lengkap
checking-step-propose = Usulkan: tidak memenuhi syarat
checking-step-confirm = Putuskan: tidak memenuhi syarat
checking-step-pass = Alihkan ke pemeriksa lain
checking-lede-return = Semua yang kurang dikirim sekaligus, dalam satu surat.
checking-lede-extend = Tambahan waktu hanya bisa diberikan satu kali.
checking-lede-complete = Butir 1.1 sampai 2.12 harus sudah sesuai.
checking-lede-propose = Anda mengusulkan, ketua pembukaan yang memutuskan.
checking-lede-confirm = Pemeriksa mengusulkan, Anda yang memutuskan. Pengaju boleh mengajukan keberatan.
checking-lede-pass = Pemeriksa yang baru melanjutkan dari daftar periksa yang sudah ada.
checking-due = Batas waktu perbaikan
checking-due-hint = Hari itu masih termasuk.
checking-reasons = Alasan
checking-text = Penjelasan untuk pengaju
checking-text-hint = Tulisan ini bisa masuk ke surat. Jangan tulis keterangan pribadi.
checking-pass-to = Pemeriksa baru
checking-pass-reason = Mengapa dialihkan?
checking-look = Lihat akibatnya
checking-do = Lakukan
checking-propose-effect = Ketua pembukaan mendapat kabar. Belum ada surat; usul berlaku 5 hari.
checking-list-open = Periksa dulu semua butir kelompok 1 dan 2, supaya daftarnya lengkap
checking-fault-reason = Pilih alasan mengapa butir ini kurang
checking-fault-not-needed = Butir yang tidak perlu tidak bisa kurang
checking-fault-note = Alasan ini perlu penjelasan
checking-fault-long = Terlalu panjang. Paling banyak 500 huruf
checking-fault-duplicates = Tulis apa yang Anda temukan, paling banyak 500 huruf

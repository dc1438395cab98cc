# Going on after the time was over.
reopening-text = Batas perbaikan sudah lewat. Anda bisa minta dibuka lagi satu kali.
reopening-ask = Minta dibuka lagi
reopening-waits = Permintaan dibuka lagi sudah terkirim. Jawabannya tampil di sini.
reopening-refused = Permintaan dibuka lagi ditolak: { $reason }
reopening-asked = Pengaju minta proposal ini dibuka lagi.
reopening-refuse-effect = Proposal tetap tertutup. Pengaju membaca alasan Anda.
reopening-reason = Alasan, dibaca pengaju
checking-step-reopen = Buka lagi
checking-lede-reopen = Pengaju mendapat waktu lagi untuk daftar yang sama. Hanya satu kali.
checking-step-refuse-reopen = Tolak dibuka lagi
checking-lede-refuse-reopen = Tulis alasannya. Pengaju membacanya di halaman proposal.
